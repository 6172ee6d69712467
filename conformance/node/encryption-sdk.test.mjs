// The AWS Encryption SDK for JavaScript, unchanged, against the server that KEYWARD_ENDPOINT names.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildClient, CommitmentPolicy, KmsKeyringNode } from '@aws-crypto/client-node';
import { CreateKeyCommand, DisableKeyCommand, KMS, KMSClient } from '@aws-sdk/client-kms';

const settings = {
  endpoint: process.env.KEYWARD_ENDPOINT,
  region: 'eu-central-1',
  credentials: {
    accessKeyId: process.env.AWS_ACCESS_KEY_ID,
    secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY,
  },
};
const kms = new KMSClient(settings);
const { encrypt, decrypt } = buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT);
const context = { purpose: 'test', größe: 'groß' };

// The library makes its clients itself, by Region, and calls operations by method.
const clientProvider = () => new KMS(settings);
const newKey = async () => (await kms.send(new CreateKeyCommand({}))).KeyMetadata.Arn;
const keyring = (generatorKeyId, keyIds = []) => new KmsKeyringNode({ clientProvider, generatorKeyId, keyIds });

test('a message opens with either of the two keys that it was encrypted under', async () => {
  const [one, other, stranger] = await Promise.all([newKey(), newKey(), newKey()]);
  const { result } = await encrypt(keyring(one, [other]), 'attack at dawn', { encryptionContext: context });
  for (const arn of [one, other]) {
    const opened = await decrypt(keyring(undefined, [arn]), result);
    assert.equal(opened.plaintext.toString(), 'attack at dawn');
    assert.equal(opened.messageHeader.encryptionContext.größe, 'groß');
  }
  await assert.rejects(decrypt(keyring(undefined, [stranger]), result));
});

test('a message does not open once its key is disabled', async () => {
  const arn = await newKey();
  const { result } = await encrypt(keyring(arn), 'attack at dawn', { encryptionContext: context });
  await kms.send(new DisableKeyCommand({ KeyId: arn }));
  await assert.rejects(decrypt(keyring(arn), result));
});
