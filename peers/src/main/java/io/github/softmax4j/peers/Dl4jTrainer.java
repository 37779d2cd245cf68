package io.github.softmax4j.peers;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;
import org.nd4j.linalg.util.FeatureUtil;

/** DL4J's OutputLayer alone, softmax and MCXENT, Adam, batches of 256, epochs in new orders. */
final class Dl4jTrainer implements Trainer {
    static final int BATCH = 256;
    private static final int SEED = 1;

    private final int epochs;

    Dl4jTrainer(int epochs) {
        this.epochs = epochs;
    }

    @Override
    public Fitting prepare(TrainingData data, double lambda) {
        var all = new DataSet(
                Nd4j.createFromArray(data.features()), FeatureUtil.toOutcomeMatrix(data.labels(), data.classes()));
        return watch -> fit(network(data, lambda), all.copy(), watch); // a copy, as epochs leave their order behind
    }

    private Trained fit(MultiLayerNetwork network, DataSet all, Stopwatch watch) {
        var points = new ArrayList<Trained.Point>();
        watch.start();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            all.shuffle(epoch);
            List<DataSet> batches = all.batchBy(BATCH);
            batches.forEach(network::fit);
            if (Epochs.isKept(epoch) || epoch == epochs) {
                points.add(Trained.Point.of(epoch, watch.stop(), matrix(network)));
                watch.start();
            }
        }
        watch.stop();
        return new Trained(false, List.copyOf(points));
    }

    private static MultiLayerNetwork network(TrainingData data, double lambda) {
        var configuration = new NeuralNetConfiguration.Builder()
                .seed(SEED)
                .dataType(DataType.FLOAT)
                .updater(new Adam(1e-3))
                .l2(lambda)
                .list()
                .layer(new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                        .activation(Activation.SOFTMAX)
                        .nIn(data.columns())
                        .nOut(data.classes())
                        .build())
                .build();
        var network = new MultiLayerNetwork(configuration);
        network.init();
        return network;
    }

    private static double[][] matrix(MultiLayerNetwork network) {
        INDArray bias = network.getLayer(0).getParam("b");
        return Nd4j.vstack(network.getLayer(0).getParam("W"), bias.reshape(1, bias.length()))
                .castTo(DataType.DOUBLE)
                .toDoubleMatrix();
    }
}
