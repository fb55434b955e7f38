import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.util.List;
import org.h2.mvstore.MVStore;

/** Arguments: the port of the loopback interface, the file to keep the data in. */
public class StandInMongoServer {
  /** The library reports wire version 8; current drivers refuse anything below 9. */
  private static final MongoVersion VERSION = new MongoVersion() {
    @Override
    public List<Integer> getVersionArray() {
      return List.of(5, 0, 0);
    }

    @Override
    public int getWireVersion() {
      return 13;
    }
  };

  /**
   * One command at a time, and its answer copied, because the library answers with the stored object itself,
   * which the next command changes before it is sent: twenty racing $inc saw twelve numbers. Written to the
   * file before it is answered, because left to the store's own timer a SIGKILL loses acknowledged writes:
   * at its default of 1 s 1106 of 1580, at its least of 1 ms 57 of 1694.
   */
  private static class SerialBackend extends H2Backend {
    SerialBackend(MVStore store) {
      super(store);
    }

    @Override
    public synchronized Document handleMessage(MongoMessage message) {
      Document answer = super.handleMessage(message).cloneDeeply();
      commit();
      return answer;
    }
  }

  public static void main(String[] arguments) {
    MVStore store = MVStore.open(arguments[1]);
    store.setAutoCommitDelay(0);
    // By default a replaced chunk is kept for 45 s: at one chunk a write the file grows by 20 kB a document.
    store.setRetentionTime(0);
    H2Backend backend = new SerialBackend(store);
    backend.version(VERSION);
    MongoServer server = new MongoServer(backend);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
    try {
      server.bind("127.0.0.1", Integer.parseInt(arguments[0]));
    } catch (Exception taken) {
      // Threads of the store would keep the process, and whoever started it waiting.
      taken.printStackTrace();
      System.exit(1);
    }
    System.out.println("ready");
  }
}
