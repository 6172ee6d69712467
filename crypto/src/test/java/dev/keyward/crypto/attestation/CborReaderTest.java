package dev.keyward.crypto.attestation;

import static dev.keyward.crypto.attestation.TestingCbor.endless;
import static dev.keyward.crypto.attestation.TestingCbor.head;
import static dev.keyward.crypto.attestation.TestingCbor.items;
import static dev.keyward.crypto.attestation.TestingCbor.octets;
import static dev.keyward.crypto.attestation.TestingCbor.pairs;
import static dev.keyward.crypto.attestation.TestingCbor.text;
import static dev.keyward.crypto.attestation.TestingCbor.whole;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keyward.crypto.Bytes;
import dev.keyward.crypto.attestation.CborValue.Items;
import dev.keyward.crypto.attestation.CborValue.Null;
import dev.keyward.crypto.attestation.CborValue.Octets;
import dev.keyward.crypto.attestation.CborValue.Pairs;
import dev.keyward.crypto.attestation.CborValue.Text;
import dev.keyward.crypto.attestation.CborValue.Whole;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CborReaderTest {

    /** RFC 8949, appendix A. */
    @ParameterizedTest
    @CsvSource({
        "00, 0",
        "01, 1",
        "0a, 10",
        "17, 23",
        "1818, 24",
        "1819, 25",
        "1864, 100",
        "1903e8, 1000",
        "1a000f4240, 1000000",
        "1b000000e8d4a51000, 1000000000000",
        "1b7fffffffffffffff, 9223372036854775807",
        "20, -1",
        "29, -10",
        "3863, -100",
        "3903e7, -1000",
        "3b7fffffffffffffff, -9223372036854775808"
    })
    void readsWholeNumbers(String hex, long expected) {
        assertEquals(new Whole(expected), read(hex));
    }

    /** RFC 8949, appendix A. */
    @Test
    void readsStringsArraysAndMaps() {
        assertEquals(new Text(""), read("60"));
        assertEquals(new Text("IETF"), read("6449455446"));
        assertEquals(new Text("\u00fc"), read("62c3bc"));
        assertEquals(new Text("\u6c34"), read("63e6b0b4"));
        assertEquals(new Null(), read("f6"));
        assertArrayEquals(
                new byte[] {1, 2, 3, 4},
                assertInstanceOf(Octets.class, read("4401020304")).bytes());
        assertEquals(new Items(List.of()), read("80"));
        assertEquals(
                new Items(List.of(
                        new Whole(1),
                        new Items(List.of(new Whole(2), new Whole(3))),
                        new Items(List.of(new Whole(4), new Whole(5))))),
                read("8301820203820405"));
        assertEquals(new Pairs(Map.of()), read("a0"));
        assertEquals(
                new Pairs(Map.of(
                        new Text("a"), new Whole(1),
                        new Text("b"), new Items(List.of(new Whole(2), new Whole(3))))),
                read("a26161016162820203"));
    }

    /** RFC 8949, appendix A. */
    @ParameterizedTest
    @CsvSource({
        "9fff, 80",
        "9f018202039f0405ffff, 8301820203820405",
        "83018202039f0405ff, 8301820203820405",
        "bf61610161629f0203ffff, a26161016162820203",
        "826161bf61626163ff, 826161a161626163"
    })
    void readsArraysAndMapsWithAnEndInsteadOfALength(String endless, String definite) {
        assertEquals(read(definite), read(endless));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "0000", // two values
                "f600",
                "1817", // longer than need be
                "1900ff",
                "1a0000ffff",
                "1b00000000ffffffff",
                "3817",
                "5803010203",
                "780161",
                "980100",
                "b8010000",
                "1b8000000000000000", // too large
                "3b8000000000000000",
                "18", // cut
                "19ff",
                "1affffff",
                "1bffffffffffffff",
                "43",
                "430102",
                "6161ff",
                "63616263ff",
                "8200",
                "a100",
                "a1",
                "62c328", // no UTF-8
                "62c080",
                "63eda080",
                "a2010001f6", // a name twice
                "bf010001f6ff",
                "a200001800", // the same, longer than need be
                "a14000", // a name that is neither number nor text
                "a18000",
                "a1a000",
                "a1f600",
                "c000", // tags
                "d28440a04040",
                "f4", // other simple values
                "f5",
                "f7",
                "f90000",
                "fa47c35000",
                "fb3ff199999999999a",
                "f8ff",
                "ff", // an end without a beginning
                "81ff",
                "a1ff00",
                "a100ff",
                "9f",
                "9f00",
                "bf00ff",
                "bf0000",
                "5f4101ff", // strings in pieces
                "7f6161ff",
                "1c", // reserved
                "5d",
                "7e",
                "9c",
                "bd",
                "1f",
                "3f"
            })
    void refusesEverythingElse(String hex) {
        assertThrows(AttestationException.class, () -> read(hex));
    }

    @Test
    void refusesEveryCutOfAValueAndEverythingBehindOne() {
        var value = pairs(
                text("a"),
                items(whole(1_000), octets(new byte[300])),
                whole(-7),
                endless(5, whole(1), text("b")));
        assertInstanceOf(Pairs.class, CborReader.read(value));
        for (int length = 0; length < value.length; length++) {
            var cut = Arrays.copyOf(value, length);

            assertThrows(
                    AttestationException.class, () -> CborReader.read(cut), "length " + length);
        }
        assertThrows(
                AttestationException.class,
                () -> CborReader.read(Arrays.copyOf(value, value.length + 1)));
    }

    @Test
    void goesThreeLevelsDeepAndNoDeeper() {
        assertInstanceOf(Items.class, read("81818100"));
        assertThrows(AttestationException.class, () -> read("8181818100"));
        assertInstanceOf(Items.class, read("9f9f9f00ffffff"));
        assertThrows(AttestationException.class, () -> read("9f9f9f9f00ffffffff"));
        for (var opening : List.of("81", "9f", "a100", "bf00")) {
            assertThrows(AttestationException.class, () -> read(opening.repeat(100_000)));
        }
    }

    @Test
    void readsSixtyFourEntriesAndNoMore() {
        assertEquals(
                64,
                assertInstanceOf(Items.class, CborReader.read(items(zeroes(64))))
                        .values()
                        .size());
        assertEquals(
                64,
                assertInstanceOf(Items.class, CborReader.read(endless(4, zeroes(64))))
                        .values()
                        .size());
        assertThrows(AttestationException.class, () -> CborReader.read(items(zeroes(65))));
        assertThrows(AttestationException.class, () -> CborReader.read(endless(4, zeroes(65))));
        assertThrows(
                AttestationException.class,
                () -> CborReader.read(endless(
                        5,
                        IntStream.range(0, 130)
                                .mapToObj(TestingCbor::whole)
                                .toArray(byte[][]::new))));
    }

    @Test
    void reservesNoMemoryForLengthsThatAreOnlyClaimed() {
        for (int major = 2; major <= 5; major++) {
            for (var claimed : new long[] {100, 70_000, Integer.MAX_VALUE, Long.MAX_VALUE}) {
                var bytes = Bytes.join(head(major, claimed), new byte[8]);

                assertThrows(AttestationException.class, () -> CborReader.read(bytes));
            }
        }
    }

    private static byte[][] zeroes(int count) {
        return IntStream.range(0, count).mapToObj(_ -> whole(0)).toArray(byte[][]::new);
    }

    private static CborValue read(String hex) {
        return CborReader.read(HexFormat.of().parseHex(hex));
    }
}
