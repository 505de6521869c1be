import { useEffect, useState } from 'preact/hooks';
import type { DeploymentMessage } from '../domain/page-api';
import { afterMessage, UNKNOWN_DEPLOYMENT, type Deployment } from './deployment';

/** The deployment as it happens. */
export interface FollowedDeployment extends Deployment {
  /** Whether the server is there to tell more. */
  readonly isFollowed: boolean;
}

export function useDeployment(): FollowedDeployment {
  const [deployment, setDeployment] = useState(UNKNOWN_DEPLOYMENT);
  const [isFollowed, setFollowed] = useState(true);
  useEffect(() => {
    const source = new EventSource('/api/deployment');
    source.onopen = () => setFollowed(true);
    source.onerror = () => setFollowed(false);
    source.onmessage = ({ data }: MessageEvent<string>) =>
      setDeployment((before) => afterMessage(before, JSON.parse(data) as DeploymentMessage));
    return () => source.close();
  }, []);
  return { ...deployment, isFollowed };
}
