import { needsOf, testCode } from '../../conformance/recorded-test';

const FILE = `
class TestBuckets:
    @markers.aws.validated
    def test_cors(self, s3_bucket, aws_client):
        aws_client.s3.put_object(Bucket=s3_bucket, Key="a")
        aws_client.s3.put_bucket_cors(Bucket=s3_bucket)

    def test_queue(self, sqs_create_queue, aws_client_factory):
        aws_client_factory(region_name="us-east-1").kms.generate_random()

def test_machine(aws_client):
    template = ST.load_sfn_template(ST.MERGE)

def test_stack(deploy_cfn_template):
    deploy_cfn_template(template_path=os.path.join(HERE, "templates/queue.yml"))
`;
const TEMPLATE = 'Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n  Topic:\n    Type: "AWS::SNS::Topic"\n';
const MACHINE = '{"Type": "Map", "Mode": "DISTRIBUTED", "out.$": "States.JsonMerge(States.Array($.a), $.b)"}';
const TEMPLATES: Readonly<Record<string, string>> = { 'queue.yml': TEMPLATE, MERGE: MACHINE };

it.each([
  ['the operations that it calls and that are not offered', 'test_cors', ['s3:PutBucketCors']],
  ['the services of its fixtures, and what other clients call', 'test_queue', ['kms:GenerateRandom', 'sqs']],
  ['the resource types of its template', 'test_stack', ['AWS::SQS::Queue']],
  ['what its machine has that ours have not', 'test_machine', ['States.JsonMerge', 'distributed maps']],
  ['nothing if it is gone', 'test_gone', []],
])('a recorded test needs %s', (_what, name, needs) => {
  expect(needsOf(testCode(FILE, name), (template) => TEMPLATES[template])).toEqual(needs);
});
