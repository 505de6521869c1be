/**
 * Modules for custom resource responses, which CloudFormation adds to source text (`ZipFile`) that imports them.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/cfn-lambda-function-code-cfnresponsemodule.html
 */
const MODULES = {
  nodejs: {
    asked: /require\(\s*['"]cfn-response['"]\s*\)/,
    file: 'node_modules/cfn-response.js',
    text: `
const https = require('https');
exports.SUCCESS = 'SUCCESS';
exports.FAILED = 'FAILED';
exports.send = (event, context, Status, Data, PhysicalResourceId = context.logStreamName, NoEcho = false) => {
  const { StackId, RequestId, LogicalResourceId, ResponseURL } = event;
  const Reason = 'See the details in CloudWatch Log Stream: ' + context.logStreamName;
  const answer = { Status, Reason, PhysicalResourceId, StackId, RequestId, LogicalResourceId, NoEcho, Data };
  const body = JSON.stringify(answer);
  const headers = { 'content-type': '', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const request = https.request(ResponseURL, { method: 'PUT', headers }, (response) => {
      response.resume();
      response.on('end', resolve);
    });
    request.on('error', reject);
    request.end(body);
  });
};
`,
  },
  python: {
    asked: /^\s*(?:import|from)\s+cfnresponse\b/m,
    file: 'cfnresponse.py',
    text: `
import json
import urllib.request

SUCCESS = "SUCCESS"
FAILED = "FAILED"


def send(event, context, responseStatus, responseData, physicalResourceId=None, noEcho=False, reason=None):
    body = {
        "Status": responseStatus,
        "Reason": reason or f"See the details in CloudWatch Log Stream: {context.log_stream_name}",
        "PhysicalResourceId": physicalResourceId or context.log_stream_name,
        "StackId": event["StackId"],
        "RequestId": event["RequestId"],
        "LogicalResourceId": event["LogicalResourceId"],
        "NoEcho": noEcho,
        "Data": responseData,
    }
    data = json.dumps(body).encode()
    request = urllib.request.Request(event["ResponseURL"], data, {"content-type": ""}, method="PUT")
    urllib.request.urlopen(request).close()
`,
  },
} as const;

/** Files beside a function's source text, by name. */
export function responseModule(source: string, runtime: string): Record<string, string> {
  const { asked, file, text } = MODULES[runtime.startsWith('python') ? 'python' : 'nodejs'];
  return asked.test(source) ? { [file]: text } : {};
}
