// aws-cdk-lib loads this package for its layer with the AWS CLI, which only BucketDeployment and Kubernetes clusters use.
throw new Error(
  'The layer with the AWS CLI is not installed. Remove @aws-cdk/asset-awscli-v1 from package.json, then run: npm install',
);
