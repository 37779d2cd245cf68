package io.github.softmax4j.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.data.FeatureRecipe.Unseen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Published data sets as they are, with their published counts; skipped where they are not beside the project. */
class PublishedTablesTest {
    private static final Path DATA = Path.of("..", "..", "shared", "data");

    @BeforeAll
    static void dataAreThere() {
        Assumptions.assumeTrue(Files.isDirectory(DATA), "the published data sets are not in " + DATA);
    }

    private static Table read(String file, String label, TableOptions table) throws IOException {
        return Tables.readTraining(
                DATA.resolve(file).toString(),
                ReadOptions.forTraining().withLabel(label).withTable(table));
    }

    private static String counts(Table table) {
        Map<String, Long> counts = table.labels().orElseThrow().stream()
                .collect(Collectors.groupingBy(label -> label, TreeMap::new, Collectors.counting()));
        return counts.values().stream().map(Object::toString).collect(Collectors.joining(" "));
    }

    /** File, label, columns dropped, answer to gaps, rows, features, rows of each class in the order of their text. */
    @ParameterizedTest
    @CsvSource({
        "small/iris.data, -1, , ERROR, 150, 4, 50 50 50",
        "small/wine.data, 0, , ERROR, 178, 13, 59 71 48",
        "small/glass.data, -1, 0, ERROR, 214, 9, 70 76 17 13 9 29",
        "small/adult.data, -1, , ZERO, 32561, 105, 24720 7841",
        "small/adult.data, -1, , DROP_ROW, 30162, 105, 22654 7508",
        "small/adult.test, -1, , ZERO, 16281, 104, 12435 3846",
        "small/dermatology.data, -1, , MEAN, 366, 34, 112 61 72 49 52 20",
        "small/car.data, -1, , ERROR, 1728, 21, 384 69 1210 65",
        "small/segmentation.data, 0, , ERROR, 210, 19, 30 30 30 30 30 30 30",
        "small/winequality-red.csv, quality, , ERROR, 1599, 11, 10 53 681 638 199 18",
        "small/penguins.csv, species, , INDICATOR, 344, 15, 152 68 124",
        "small/titanic.csv, survived, name;ticket;cabin, MEAN, 891, 10, 549 342",
        "small/fish.csv, Species, , ERROR, 159, 6, 35 11 56 17 20 14 6",
        "sklearn/iris.csv, -1, , ERROR, 150, 4, 50 50 50",
        "sklearn/wine_data.csv, -1, , ERROR, 178, 13, 59 71 48",
        "sklearn/breast_cancer.csv, -1, , ERROR, 569, 30, 212 357",
        "sklearn/digits.csv.gz, -1, , ERROR, 1797, 64, 178 182 177 183 181 182 181 179 174 180",
        "optdigits/optdigits.tra, -1, , ERROR, 3823, 64, 376 389 380 389 387 376 377 387 380 382",
        "optdigits/optdigits.tes, -1, , ERROR, 1797, 64, 178 182 177 183 181 182 181 179 174 180",
        "covertype/forest-cover-train.csv.zip, Cover_Type, Id, ERROR, 15120, 54, 2160 2160 2160 2160 2160 2160 2160",
        "covertype/covertype-ramp-test.csv.gz, -1, , ERROR, 92962, 54, 33894 45328 5721 439 1519 2779 3282"
    })
    void haveTheCountsPrinted(
            String file, String label, String drop, Missing missing, int rows, int features, String classes)
            throws IOException {
        List<String> dropped = drop == null ? List.of() : List.of(drop.split(";"));
        Table table =
                read(file, label, TableOptions.standard().withDrop(dropped).withMissing(missing));
        assertEquals(rows, table.features().rows());
        assertEquals(features, table.features().columns());
        assertEquals(classes, counts(table));
    }

    @Test
    void letterIsolateAndLeavesHaveAsManyRowsAsClasses() throws IOException {
        Table letter = read("letter-recognition/letter-recognition.data", "0", TableOptions.standard());
        assertEquals(20_000, letter.features().rows());
        assertEquals(26, letter.trainingSet().classes().size());
        Table isolet = read("isolet/isolet1.csv.gz", "-1", TableOptions.standard());
        assertEquals(617, isolet.features().columns());
        assertEquals("60 ".repeat(26).strip(), counts(isolet));
        Table leaves = read("leaves99/leaves99.csv.gz", "species", TableOptions.standard());
        assertEquals(192, leaves.features().columns());
        assertEquals("16 ".repeat(99).strip(), counts(leaves));
    }

    /** Sums that awk gives too. */
    @Test
    void haveTheSumsOfTheirColumns() throws IOException {
        INDArray iris = read("small/iris.data", "-1", TableOptions.standard()).features();
        assertEquals(876.5, iris.getColumn(0).sumNumber().doubleValue(), 1e-3);
        INDArray fish =
                read("small/fish.csv", "Species", TableOptions.standard()).features();
        assertEquals(0, fish.getColumn(0).minNumber().doubleValue());
        INDArray wine = read("small/wine.data", "0", TableOptions.standard()).features();
        assertEquals(0.13, wine.getColumn(7).minNumber().doubleValue(), 1e-6);
    }

    @Test
    void gapsAreRefusedWithTheirCounts() {
        assertRefused("small/dermatology.data", "-1", "8 values are missing, by column: 34 (x33) 8");
        assertRefused("small/penguins.csv", "species", "19 values are missing");
        assertRefused("small/titanic.csv", "survived", "5 (age) 177");
    }

    private static void assertRefused(String file, String label, String expected) {
        String message = assertThrows(InputException.class, () -> read(file, label, TableOptions.standard()))
                .getMessage();
        assertTrue(message.contains(expected), message);
    }

    @Test
    void namesOfPassengersAreIdentifiers() {
        TableOptions mean = TableOptions.standard().withMissing(Missing.MEAN);
        String message = assertThrows(InputException.class, () -> read("small/titanic.csv", "survived", mean))
                .getMessage();
        assertTrue(message.contains("column 3 (name): all 891 words differ"), message);
    }

    /** Test rows of adult have other labels, and fewer words; the columns are those of the training. */
    @Test
    void theTestRowsOfAdultFitItsRecipe() throws IOException {
        TableOptions table = TableOptions.standard().withMissing(Missing.INDICATOR);
        Dataset training = read("small/adult.data", "-1", table).trainingSet();
        ReadOptions reading = ReadOptions.forTraining()
                .withLabel("-1")
                .withTable(TableOptions.standard().withUnseen(Unseen.ERROR))
                .matching(training);
        String file = DATA.resolve("small/adult.test").toString();
        String refused = assertThrows(InputException.class, () -> Tables.readTest(file, reading))
                .getMessage();
        assertTrue(refused.contains("the label must be one of the classes of the training, <=50K, >50K"), refused);
        Table mended = Tables.readTest(
                "sql:SELECT * REPLACE (rtrim(column14, '.') AS column14) FROM read_csv('" + file
                        + "', header = false, skip = 1, nullstr = ' ?')",
                reading.withLabel("column14"));
        assertEquals(16_281, mended.features().rows());
        assertEquals("12435 3846", counts(mended));
    }
}
