package io.github.softmax4j.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class PredictionWriterTest {
    private static final List<String> CLASSES = List.of("a", "b, \"c\"", "d");

    private static String written(int top, boolean all) throws IOException {
        var out = new ByteArrayOutputStream();
        new PredictionWriter(CLASSES, top, all)
                .write(Nd4j.createFromArray(new double[][] {{0.25, 0.5, 0.25}, {1, 0, 0}}), out);
        return out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    @Test
    void theMostProbableClass() throws IOException {
        assertEquals("prediction,probability\n\"b, \"\"c\"\"\",0.5\na,1.0\n", written(1, false));
    }

    @Test
    void theMostProbableFewInOrder() throws IOException {
        assertEquals(
                "prediction_1,probability_1,prediction_2,probability_2\n\"b, \"\"c\"\"\",0.5,a,0.25\na,1.0,\"b, \"\"c\"\"\",0.0\n",
                written(2, false));
        assertEquals(3, written(9, false).lines().findFirst().orElseThrow().split("prediction_", -1).length - 1);
    }

    @Test
    void everyProbability() throws IOException {
        assertEquals(
                "prediction,probability,probability_a,\"probability_b, \"\"c\"\"\",probability_d\n"
                        + "\"b, \"\"c\"\"\",0.5,0.25,0.5,0.25\na,1.0,1.0,0.0,0.0\n",
                written(1, true));
    }
}
