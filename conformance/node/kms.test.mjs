// The AWS SDK for JavaScript, unchanged, against the server that KEYWARD_ENDPOINT names.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateAliasCommand,
  CreateKeyCommand,
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  KMSClient,
  ListKeysCommand,
  paginateListAliases,
  ReEncryptCommand,
} from '@aws-sdk/client-kms';
import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  GetRoleCommand,
  IAMClient,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

const endpoint = process.env.KEYWARD_ENDPOINT;
const root = {
  accessKeyId: process.env.AWS_ACCESS_KEY_ID,
  secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY,
};
const client = (Client, credentials) => new Client({ endpoint, region: 'eu-central-1', credentials });

const kms = client(KMSClient, root);
const iam = client(IAMClient, root);

const policy = (action, resource) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: resource }] });

async function newUser(name) {
  const { User } = await iam.send(new CreateUserCommand({ UserName: name }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: name }));
  return {
    arn: User.Arn,
    credentials: { accessKeyId: AccessKey.AccessKeyId, secretAccessKey: AccessKey.SecretAccessKey },
  };
}

test('a ciphertext opens again, and only with its context', async () => {
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Description: 'from Node' }));
  const context = { purpose: 'test', größe: 'groß' };
  const sealed = await kms.send(
    new EncryptCommand({ KeyId: KeyMetadata.KeyId, Plaintext: Buffer.from('secret'), EncryptionContext: context }),
  );
  const opened = await kms.send(
    new DecryptCommand({ CiphertextBlob: sealed.CiphertextBlob, EncryptionContext: context }),
  );
  assert.equal(Buffer.from(opened.Plaintext).toString(), 'secret');
  assert.equal(opened.KeyId, KeyMetadata.Arn);
  await assert.rejects(kms.send(new DecryptCommand({ CiphertextBlob: sealed.CiphertextBlob })), {
    name: 'InvalidCiphertextException',
  });
});

test('a data key is 32 bytes and moves to another key by ReEncrypt', async () => {
  const first = (await kms.send(new CreateKeyCommand({}))).KeyMetadata;
  const second = (await kms.send(new CreateKeyCommand({}))).KeyMetadata;
  const dataKey = await kms.send(new GenerateDataKeyCommand({ KeyId: first.Arn, KeySpec: 'AES_256' }));
  assert.equal(dataKey.Plaintext.length, 32);
  const moved = await kms.send(
    new ReEncryptCommand({ CiphertextBlob: dataKey.CiphertextBlob, DestinationKeyId: second.KeyId }),
  );
  assert.equal(moved.SourceKeyId, first.Arn);
  assert.equal(moved.KeyId, second.Arn);
  const opened = await kms.send(new DecryptCommand({ CiphertextBlob: moved.CiphertextBlob, KeyId: second.KeyId }));
  assert.deepEqual(opened.Plaintext, dataKey.Plaintext);
});

test('dates, flags and lists arrive as the SDK expects them', async () => {
  const { KeyMetadata } = await kms.send(
    new CreateKeyCommand({ Tags: [{ TagKey: 'team', TagValue: 'payments' }] }),
  );
  assert.ok(KeyMetadata.CreationDate instanceof Date);
  assert.ok(Math.abs(Date.now() - KeyMetadata.CreationDate.getTime()) < 60_000);
  assert.equal(KeyMetadata.Enabled, true);
  assert.deepEqual(KeyMetadata.EncryptionAlgorithms, ['SYMMETRIC_DEFAULT']);
});

test('aliases are listed page by page', async () => {
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  const made = [];
  for (let i = 0; i < 7; i++) {
    const AliasName = `alias/node-${KeyMetadata.KeyId}-${i}`;
    await kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: KeyMetadata.KeyId }));
    made.push(AliasName);
  }
  const seen = [];
  for await (const page of paginateListAliases({ client: kms, pageSize: 3 }, { KeyId: KeyMetadata.KeyId })) {
    seen.push(...page.Aliases.map((alias) => alias.AliasName));
  }
  assert.deepEqual(seen.sort(), made.sort());
});

test('an unknown key is NotFoundException with its ARN', async () => {
  const id = '11111111-2222-3333-4444-555555555555';
  await assert.rejects(kms.send(new DescribeKeyCommand({ KeyId: id })), (error) => {
    assert.equal(error.name, 'NotFoundException');
    assert.match(error.message, /^Key 'arn:aws:kms:eu-central-1:\d{12}:key\/11111111-.*' does not exist$/);
    return true;
  });
});

test('a user may do what its policy says and nothing else', async () => {
  const user = await newUser('node-user');
  const mine = client(KMSClient, user.credentials);
  await assert.rejects(mine.send(new ListKeysCommand({})), { name: 'AccessDeniedException' });
  const { Policy } = await iam.send(
    new CreatePolicyCommand({ PolicyName: 'node-list', PolicyDocument: policy('kms:ListKeys', '*') }),
  );
  await iam.send(new AttachUserPolicyCommand({ UserName: 'node-user', PolicyArn: Policy.Arn }));
  await mine.send(new ListKeysCommand({}));
  await assert.rejects(mine.send(new CreateKeyCommand({})), { name: 'AccessDeniedException' });
  const identity = await client(STSClient, user.credentials).send(new GetCallerIdentityCommand({}));
  assert.equal(identity.Arn, user.arn);
});

test('a role is assumed and its trust policy comes back as it was', async () => {
  const user = await newUser('node-trusted');
  const trust = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: user.arn } }],
  });
  await iam.send(new CreateRoleCommand({ RoleName: 'node-role', AssumeRolePolicyDocument: trust }));
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'node-role' }));
  assert.deepEqual(JSON.parse(decodeURIComponent(Role.AssumeRolePolicyDocument)), JSON.parse(trust));
  const sts = client(STSClient, user.credentials);
  const { Credentials, AssumedRoleUser } = await sts.send(
    new AssumeRoleCommand({ RoleArn: Role.Arn, RoleSessionName: 'node' }),
  );
  assert.ok(Credentials.Expiration > new Date());
  const session = client(STSClient, {
    accessKeyId: Credentials.AccessKeyId,
    secretAccessKey: Credentials.SecretAccessKey,
    sessionToken: Credentials.SessionToken,
  });
  assert.equal((await session.send(new GetCallerIdentityCommand({}))).Arn, AssumedRoleUser.Arn);
});

test('a wrong secret is refused', async () => {
  const wrong = client(KMSClient, { ...root, secretAccessKey: 'x'.repeat(40) });
  await assert.rejects(wrong.send(new ListKeysCommand({})), { name: 'InvalidSignatureException' });
});
