// aws-cdk-lib loads this package for a layer with the AWS CLI, which BucketDeployment and Kubernetes clusters have.
throw new Error(
  'The layer with the AWS CLI is not installed. Remove @aws-cdk/asset-awscli-v1 from package.json, then run: npm install',
);
