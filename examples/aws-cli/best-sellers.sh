#!/usr/bin/env bash
# The best sellers of a deployed stack, by the AWS CLI.
#
#     STACK=EcommerceRecommenders ./best-sellers.sh [USER]
set -euo pipefail
user=${1:-1}

recommender=$(aws cloudformation describe-stacks --stack-name "${STACK:-EcommerceRecommenders}" \
  --query "Stacks[0].Outputs[?OutputKey=='BestSellersRecommenderArn'].OutputValue" --output text)

aws personalize-runtime get-recommendations --recommender-arn "$recommender" --user-id "$user" --num-results 10 \
  --query 'itemList[].itemId' --output text | tr '\t' '\n'
