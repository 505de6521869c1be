import { Match, type Template } from 'aws-cdk-lib/assertions';
import { idsOf, resourcesOf } from './support/resources';
import { synthesise } from './support/synthesise';

const template = (retainData: boolean): Template => synthesise({ context: { retainData } }).template;

describe('the data bucket', () => {
  it('goes with the stack and is emptied first', () => {
    const stack = template(false);
    stack.hasResource('AWS::S3::Bucket', { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
    stack.hasResourceProperties('AWS::S3::Bucket', {
      Tags: Match.arrayWith([{ Key: 'aws-cdk:auto-delete-objects', Value: 'true' }]),
    });
  });

  describe('with retainData', () => {
    const retained = template(true);

    it('stays, but not when its very creation fails', () => {
      retained.hasResource('AWS::S3::Bucket', {
        DeletionPolicy: 'RetainExceptOnCreate',
        UpdateReplacePolicy: 'Retain',
      });
    });

    it('tells the emptying function by its tag to leave the objects alone', () => {
      retained.hasResourceProperties('AWS::S3::Bucket', {
        Tags: Match.arrayWith([{ Key: 'aws-cdk:auto-delete-objects', Value: 'false' }]),
      });
    });

    it('keeps the emptying function in the stack: it would lose its permission before its own deletion', () => {
      expect(idsOf(retained, 'Custom::S3AutoDeleteObjects')).toEqual(
        idsOf(template(false), 'Custom::S3AutoDeleteObjects'),
      );
    });

    it('keeps its files, which nobody is asked to delete, and nothing else', () => {
      const kept = Object.values(resourcesOf(retained)).filter(({ DeletionPolicy = 'Delete' }) =>
        DeletionPolicy.startsWith('Retain'),
      );
      expect(kept.map(({ Type }) => Type).sort()).toEqual(['AWS::S3::Bucket', 'Custom::PreparedData']);
    });
  });
});
