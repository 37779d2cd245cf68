package io.github.softmax4j;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.github.softmax4j.backend.RunsWithoutBackend;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The import table of docs/architecture.md. */
@RunsWithoutBackend
class ArchitectureTest {
    private static final String ROOT = "io.github.softmax4j";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages(ROOT);

    /** A room, the rooms of ours it may import ("root" is the root package itself), and the libraries. */
    @ParameterizedTest
    @CsvSource({
        "backend,     '',                                 org.nd4j..|org.bytedeco.javacpp..|org.slf4j..",
        "files,       '',                                 java..",
        "linalg,      '',                                 org.nd4j..",
        "data,        backend|files,                      org.nd4j..|org.bytedeco.javacpp..",
        "math,        backend|data|linalg,                org.nd4j..|org.slf4j..|org.apache.commons.math3..",
        "optim,       linalg,                             org.nd4j..",
        "metrics,     data,                               org.nd4j..",
        "root,        backend|data|math|optim|metrics,    org.nd4j..|org.slf4j..|org.apache.commons.math3..",
        "io,          root|backend|data|optim|files,      org.nd4j..",
        "formats,     data|root|io|files,                 java.sql..|org.nd4j..|org.duckdb..|org.slf4j..",
        "backend.cpu, backend|backend.cpu.vector,         org.nd4j..|org.bytedeco..|org.slf4j..|com.sun.management..",
        "backend.cpu.vector, backend|data|math,           org.nd4j..|org.bytedeco..|jdk.incubator.vector..",
        "backend.cuda, backend,                           org.nd4j..|org.bytedeco..|org.slf4j..",
        "cli, root|backend|data|math|optim|metrics|io|files|formats, org.nd4j..|picocli..|tools.jackson..|me.tongfei.."
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
}
