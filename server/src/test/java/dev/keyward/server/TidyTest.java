package dev.keyward.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of STYLE.md that no compiler knows, read off the sources of every module. */
final class TidyTest {

    private static final int MOST_LINES_IN_A_FILE = 400;
    private static final int MOST_LINES_IN_A_METHOD = 60;
    private static final int MOST_COLUMNS = 120;

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private static final Pattern BANNED_NAME = Pattern.compile(
            "(Manager|Helper|Util|Utils|Impl|Controller|Processor|Info)\\.java|(Abstract|Default|Base)[A-Z]\\w*\\.java");
    private static final Pattern TODO = Pattern.compile("\\b(TODO|FIXME|XXX)\\b(?!\\(#\\d+\\): )");

    /** A method's first line, at the indentation of a member of a top-level or a nested type. */
    private static final Pattern METHOD_START = Pattern.compile(
            "( {4}| {8})(?!return|throw|new|else|case|if|for|while|switch|try)(?!.*\\brecord \\w)[\\w@<].*"
                    + "\\(.*");

    @Test
    void filesAreShort() throws IOException {
        var tooLong = new ArrayList<String>();
        for (var file : javaFiles("src/main/java")) {
            var lines = Files.readAllLines(file).size();
            if (lines > MOST_LINES_IN_A_FILE) {
                tooLong.add(ROOT.relativize(file) + " has " + lines + " lines");
            }
        }
        assertEquals(List.of(), tooLong);
    }

    @Test
    void methodsFitAScreen() throws IOException {
        var tooLong = new ArrayList<String>();
        for (var file : javaFiles("src/main/java")) {
            tooLong.addAll(longMethods(file));
        }
        assertEquals(List.of(), tooLong);
    }

    private static List<String> longMethods(Path file) throws IOException {
        var found = new ArrayList<String>();
        var lines = Files.readAllLines(file);
        for (var start = 0; start < lines.size(); start++) {
            var line = lines.get(start);
            if (!METHOD_START.matcher(line).matches()) {
                continue;
            }
            if (!bodyStarts(lines, start)) {
                continue;
            }
            var closing = line.substring(0, line.length() - line.stripLeading().length()) + "}";
            var end = start;
            while (end < lines.size() && !lines.get(end).equals(closing)) {
                end++;
            }
            if (end - start + 1 > MOST_LINES_IN_A_METHOD) {
                found.add(ROOT.relativize(file) + ":" + (start + 1) + " has " + (end - start + 1)
                        + " lines");
            }
            start = end;
        }
        return found;
    }

    private static boolean bodyStarts(List<String> lines, int start) {
        for (var index = start; index < lines.size(); index++) {
            var line = lines.get(index);
            if (line.endsWith("{")) {
                return true;
            }
            if (line.endsWith(";") || line.endsWith("}")) {
                return false;
            }
        }
        return false;
    }

    @Test
    void namesSayWhatAThingIs() throws IOException {
        var banned = javaFiles("src").stream()
                .map(file -> file.getFileName().toString())
                .filter(BANNED_NAME.asMatchPredicate())
                .toList();
        assertEquals(List.of(), banned);
    }

    @Test
    void everyPackageSaysWhatItIs() throws IOException {
        var silent = new ArrayList<String>();
        for (var file : javaFiles("src/main/java")) {
            var manual = file.resolveSibling("package-info.java");
            if (!Files.exists(manual) || !Files.readString(manual).contains("@NullMarked")) {
                silent.add(ROOT.relativize(file.getParent()).toString());
            }
        }
        assertEquals(List.of(), silent.stream().distinct().toList());
    }

    @Test
    void todosNameAnIssue() throws IOException {
        assertNoLine("src", TODO, "a TODO must be written TODO(#123): ...");
    }

    @Test
    void nothingIsPrinted() throws IOException {
        for (var file : javaFiles("src/main/java")) {
            var mayPrint = file.toString().contains("/cli/")
                    || file.toString().contains("/bench/")
                    || file.toString().contains("/server/main/");
            assertTrue(
                    mayPrint || !Files.readString(file).contains("System.out"),
                    file + " prints; only main may");
        }
    }

    @Test
    void noTestIsSkipped() throws IOException {
        assertNoLine(
                "src/test/java",
                Pattern.compile("^\\s*@Disabled|\\bassume(True|False|That)\\("),
                "is skipped");
    }

    @Test
    void linesAreNotTooWide() throws IOException {
        assertNoLine(
                "src/main/java",
                Pattern.compile("^(?!.*(\"\"\"|https://|spotless)).{" + (MOST_COLUMNS + 1) + ",}"),
                "is too wide");
    }

    @Test
    void sourcesAreUtf8WithoutTabs() throws IOException {
        for (var file : javaFiles("src")) {
            var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            assertTrue(
                    text.indexOf('\t') < 0 && text.indexOf('\uFFFD') < 0,
                    file + " has tabs or is not UTF-8");
        }
    }

    private static void assertNoLine(String under, Pattern pattern, String what)
            throws IOException {
        var found = new ArrayList<String>();
        for (var file : javaFiles(under)) {
            if (file.getFileName().toString().equals("TidyTest.java")) {
                continue;
            }
            var lines = Files.readAllLines(file);
            for (var index = 0; index < lines.size(); index++) {
                if (pattern.matcher(lines.get(index)).find()) {
                    found.add(ROOT.relativize(file) + ":" + (index + 1) + " " + what);
                }
            }
        }
        assertEquals(List.of(), found);
    }

    private static List<Path> javaFiles(String under) throws IOException {
        var files = new ArrayList<Path>();
        for (var module :
                List.of("policy", "crypto", "wire", "server", "cli", "conformance", "bench")) {
            var folder = ROOT.resolve(module).resolve(under);
            if (Files.isDirectory(folder)) {
                try (Stream<Path> found = Files.walk(folder)) {
                    found.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
                }
            }
        }
        assertTrue(files.size() > 10, "found no sources under " + ROOT);
        return files;
    }
}
