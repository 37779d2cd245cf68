package io.github.softmax4j;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.EvaluationResult;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.github.softmax4j.backend.RunsWithoutBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The import table of docs/architecture.md. */
@RunsWithoutBackend
class ArchitectureTest {
    private static final String ROOT = "io.github.softmax4j";
    /** Rooms of core that users and other modules never see. */
    private static final List<String> INTERNAL =
            List.of("training", "newton", "math", "optim", "linalg", "events", "checkpoint");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages(ROOT);

    /** A room, the rooms of ours it may import ("root" is the root package itself), and the libraries. */
    @ParameterizedTest
    @CsvSource({
        "backend,  files,                                       org.nd4j..|org.bytedeco.javacpp..|org.slf4j..",
        "files,    '',                                          java..",
        "progress, '',                                          java..",
        "checkpoint, files|progress,                            java..",
        "micrometer, progress,                                  io.micrometer..",
        "events,   '',                                          jdk.jfr..",
        "linalg,   '',                                          org.nd4j..|org.slf4j..",
        "data,     backend|files,                               org.nd4j..|org.bytedeco.javacpp..",
        "metrics,  data,                                        org.nd4j..",
        "math,     backend|data|linalg,                         org.nd4j..|org.slf4j..",
        "optim,    events|linalg|progress,                      org.nd4j..",
        "newton,   backend|data|linalg|math|optim,              org.nd4j..|org.slf4j..|org.apache.commons.math3..",
        "model,    backend|data|math|metrics|progress,                  org.nd4j..",
        "settings, data|model|progress,                         org.nd4j..",
        "training, backend|checkpoint|data|events|math|metrics|model|newton|optim|progress|settings, "
                + "org.nd4j..|org.slf4j..",
        "root,     backend|data|metrics|model|newton|progress|settings|training, org.nd4j..|org.apache.commons.math3..",
        "io,       backend|data|files|model|progress,           org.nd4j..",
        "formats,  data|events|files|io|model,                  java.sql..|org.nd4j..|org.duckdb..|org.slf4j..",
        "backend.cpu, backend|backend.cpu.vector,           org.nd4j..|org.bytedeco..|org.slf4j..|com.sun.management..",
        "backend.cpu.vector, backend|data|linalg|math, org.nd4j..|org.bytedeco..|org.slf4j..|jdk.incubator.vector..",
        "backend.cuda, backend,                                 org.nd4j..|org.bytedeco..|org.slf4j..",
        "report,   root|data|files|metrics|model|progress|settings,  org.nd4j..|j2html..",
        "export,   backend|data|export.form|export.json|export.onnx|export.pmml|export.reading|export.sql|files|model, "
                + "org.nd4j..",
        "export.form, data|model,                               org.nd4j..",
        "export.json, data|export.form,                         java..",
        "export.onnx, data|export.form|export.json|export.protobuf, org.nd4j..|ai.onnxruntime..",
        "export.pmml, data|export.form,                         org.nd4j..|org.pmml4s..",
        "export.sql, data|export.form,                          java.sql..|org.nd4j..",
        "export.protobuf, '',                                   java..",
        "export.reading, data|export.json|export.onnx,          javax.xml.stream..|org.nd4j..",
        "serve,    '',                                          java..",
        "cli, root|backend|data|export|files|formats|io|metrics|model|progress|report|settings, "
                + "org.nd4j..|picocli..|tools.jackson..|me.tongfei..|org.snakeyaml.."
    })
    void roomsImportOnlyWhatTheyMay(String room, String rooms, String libraries) {
        Stream<String> ours = Stream.concat(Stream.of(room), Stream.of(rooms.split("\\|", -1)))
                .filter(name -> !name.isEmpty())
                .map(ArchitectureTest::packageOf);
        Stream<String> others = Stream.concat(Stream.of("java.."), Stream.of(libraries.split("\\|", -1)));
        ArchRuleDefinition.classes()
                .that()
                .resideInAPackage(packageOf(room))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(Stream.concat(ours, others).toArray(String[]::new))
                .allowEmptyShould(room.startsWith("backend.")) // one flavour at a time is on the class path
                .check(CLASSES);
    }

    private static String packageOf(String room) {
        return room.equals("root") ? ROOT : ROOT + "." + room;
    }

    /** What users need not see is for core and the backends alone; readers tell of what they do. */
    @ParameterizedTest
    @ValueSource(strings = {"formats", "report", "export", "cli"})
    void internalsAreForCoreAndBackends(String module) {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage(packageOf(module) + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(INTERNAL.stream()
                        .filter(room -> !(module.equals("formats") && room.equals("events")))
                        .map(ArchitectureTest::packageOf)
                        .toArray(String[]::new))
                .check(CLASSES);
    }

    /** Javadoc leaves out the same rooms, and each says in its first lines that it is one of them. */
    @Test
    void internalsAreMarked() throws IOException {
        Path core = Path.of("..", "core");
        String pom = Files.readString(Path.of("..", "pom.xml"));
        for (String room : INTERNAL) {
            assertTrue(pom.contains(packageOf(room)), "pom.xml excludes " + room + " from Javadoc");
            String marked =
                    Files.readString(core.resolve("src/main/java/io/github/softmax4j/" + room + "/package-info.java"));
            assertTrue(marked.contains("Internal."), room);
        }
        for (Path room : roomsOfExport()) {
            assertEquals(3, pom.split(packageOf("export." + room.getFileName()) + "[<,]").length, "pom.xml: " + room);
            assertTrue(Files.readString(room.resolve("package-info.java")).contains("Internal."), room.toString());
        }
    }

    /** Of the module export only its doors are for users. */
    private static List<Path> roomsOfExport() throws IOException {
        try (Stream<Path> inside = Files.list(Path.of("..", "export/src/main/java/io/github/softmax4j/export"))) {
            return inside.filter(Files::isDirectory).toList();
        }
    }

    /** What the rooms of export are is for export alone. */
    @Test
    void nobodyLooksIntoExport() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage(packageOf("export") + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(packageOf("export") + ".*..")
                .check(CLASSES);
    }

    /** The root package is for users: a public type there is a door. */
    @Test
    void theRootHasOnlyDoors() {
        List<String> doors = CLASSES.stream()
                .filter(type -> type.getPackageName().equals(ROOT) && type.isTopLevelClass())
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .map(JavaClass::getSimpleName)
                .sorted()
                .toList();
        assertEquals(
                List.of("CrossValidation", "Estimates", "Fit", "OnlineRegression", "SoftmaxRegression", "Sweep"),
                doors);
    }

    @Test
    void thereAreNoCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void thereIsNoUtilRoom() {
        ArchRuleDefinition.noClasses()
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..")
                .check(CLASSES);
    }

    /** What writes or reads text as the locale or the time zone of the machine has it, unless it is told which. */
    private static final Set<String> LOCALISED = Set.of(
            "java.lang.String.format",
            "java.lang.String.formatted",
            "java.lang.String.toLowerCase",
            "java.lang.String.toUpperCase",
            "java.io.PrintStream.format",
            "java.io.PrintStream.printf",
            "java.io.PrintWriter.format",
            "java.io.PrintWriter.printf",
            "java.util.Formatter.<init>",
            "java.util.Scanner.<init>",
            "java.time.format.DateTimeFormatter.ofPattern",
            "java.time.ZoneId.systemDefault",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.util.TimeZone.getDefault");

    private static final DescribedPredicate<JavaAccess<?>> GUESSES = DescribedPredicate.describe(
            "have the locale or the time zone of the machine",
            access -> LOCALISED.contains(access.getTargetOwner().getName() + "." + access.getName())
                    && access.getTarget() instanceof CodeUnitAccessTarget target
                    && target.getRawParameterTypes().stream()
                            .noneMatch(type -> type.isEquivalentTo(Locale.class) || type.isEquivalentTo(ZoneId.class)));

    private static EvaluationResult accessesThatGuess(JavaClasses classes) {
        return ArchRuleDefinition.noClasses()
                .should()
                .accessTargetWhere(GUESSES)
                .evaluate(classes);
    }

    /** In Arabic %d writes other digits, and in Turkish I is not the capital of i; SQL and files have neither. */
    @Test
    void textIsTheSameInEveryCountry() {
        assertEquals(List.of(), accessesThatGuess(CLASSES).getFailureReport().getDetails());
        ArchRuleDefinition.noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.text..")
                .check(CLASSES);
    }

    /** What the rule must find. */
    @SuppressWarnings({"StringCaseLocaleUsage", "AnnotateFormatMethod"})
    static final class Guesses {
        private Guesses() {}

        static List<String> all(List<String> words) {
            System.out.printf("%d", words.size());
            return List.of(
                    String.format("%d", words.size()),
                    "%d".formatted(words.size()),
                    words.get(0).toLowerCase(),
                    words.get(0).toUpperCase(),
                    words.stream().map(String::toLowerCase).toList().toString(),
                    new Formatter().format("%d", 1).toString(),
                    ZoneId.systemDefault().toString());
        }
    }

    @Test
    void whatGuessesIsFound() {
        JavaClasses guesses = new ClassFileImporter().importClasses(Guesses.class);
        assertEquals(
                8, accessesThatGuess(guesses).getFailureReport().getDetails().size());
    }
}
