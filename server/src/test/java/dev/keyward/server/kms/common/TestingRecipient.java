package dev.keyward.server.kms.common;

import dev.keyward.crypto.attestation.TestingEnclave;
import dev.keyward.crypto.attestation.TestingNitro;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.kms.TestingKms;
import dev.keyward.wire.Struct;

/** A {@code Recipient} of a request, and what it reads in the answer. */
public record TestingRecipient(Struct struct) {

    /** One for all, since it takes a while to make. */
    public static final TestingEnclave ENCLAVE = new TestingEnclave();

    /** An enclave whose document was made at {@link TestingKeyward#START}. */
    public static TestingRecipient ofAnEnclave() {
        return of(TestingKeyward.NITRO.document(ENCLAVE.publicKey()));
    }

    /** An instance with a NitroTPM. */
    public static TestingRecipient ofAnInstance() {
        return of(TestingKeyward.NITRO.tpmDocument(ENCLAVE.publicKey()));
    }

    /** An enclave of a service that the server does not trust. */
    public static TestingRecipient ofAStranger() {
        return of(TestingNitro.at(TestingKeyward.START).document(ENCLAVE.publicKey()));
    }

    public static TestingRecipient of(byte[] document) {
        return new TestingRecipient(TestingKms.struct(
                "KeyEncryptionAlgorithm", "RSAES_OAEP_SHA_256", "AttestationDocument", document));
    }

    /** What the enclave reads in {@code output}. */
    public static byte[] open(Struct output) {
        return ENCLAVE.open(output.requiredBlob("CiphertextForRecipient"));
    }
}
