package io.belvedere.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is at risk is that two instances write the same files, or that none can because of one that
/// is gone.
@Timeout(60)
class FolderLockTest {
  @TempDir Path folder = Path.of("");

  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void endTheOthers() throws InterruptedException {
    for (Process other : started) {
      other.destroyForcibly().waitFor();
    }
  }

  @Test
  void aFolderIsLockedOnceInAProcess() throws IOException {
    try (FolderLock lock = FolderLock.take(folder)) {
      for (Path same : List.of(folder, folder.resolve("."), folder.toRealPath())) {
        assertThatThrownBy(() -> FolderLock.take(same))
            .isInstanceOf(IOException.class)
            .hasMessage("The folder " + same + " is already in use by this process.");
      }
      assertThat(lock).isNotNull();
    }
  }

  @Test
  void aFolderIsFreeAgainAfterClosing() throws IOException {
    FolderLock first = FolderLock.take(folder);
    first.close();
    try (FolderLock second = FolderLock.take(folder)) {
      first.close();
      assertThatThrownBy(() -> FolderLock.take(folder)).isInstanceOf(IOException.class);
      assertThat(second).isNotNull();
    }
    assertThat(other(folder)).isEqualTo(LockHolder.HOLDS);
  }

  @Test
  void anotherProcessIsRefusedAndToldWhoHasIt() throws IOException {
    try (FolderLock lock = FolderLock.take(folder)) {
      assertThat(other(folder)).isEqualTo(inUseBy(ProcessHandle.current().pid()));
      assertThat(lock).isNotNull();
    }
  }

  @Test
  void aRefusedSecondTryDoesNotOpenTheFolderToOtherProcesses() throws IOException {
    try (FolderLock lock = FolderLock.take(folder)) {
      assertThatThrownBy(() -> FolderLock.take(folder)).isInstanceOf(IOException.class);
      assertThat(other(folder)).isEqualTo(inUseBy(ProcessHandle.current().pid()));
      assertThat(lock).isNotNull();
    }
  }

  @Test
  void aProcessThatIsKilledLosesTheFolder() throws Exception {
    assertThat(other(folder)).isEqualTo(LockHolder.HOLDS);
    Process other = started.getLast();
    assertThatThrownBy(() -> FolderLock.take(folder))
        .isInstanceOf(IOException.class)
        .hasMessage(inUseBy(other.pid()));
    other.destroyForcibly().waitFor();
    try (FolderLock lock = FolderLock.take(folder)) {
      assertThat(lock).isNotNull();
    }
  }

  @Test
  void whateverTheLockFileSaysNobodyIsNamedWhoIsNotKnown() throws Exception {
    assertThat(other(folder)).isEqualTo(LockHolder.HOLDS);
    for (String text : List.of("", "process", "process 12", "\u0000".repeat(40))) {
      Files.writeString(folder.resolve(FolderLock.NAME), text);
      assertThatThrownBy(() -> FolderLock.take(folder))
          .isInstanceOf(IOException.class)
          .hasMessage("The folder " + folder + " is in use by another Belvedere.");
    }
  }

  @Test
  void anInterruptedThreadNeitherKeepsAFolderNorLosesIt() throws IOException {
    FolderLock first = FolderLock.take(folder);
    Thread.currentThread().interrupt();
    first.close();
    assertThatThrownBy(() -> FolderLock.take(folder))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("The folder " + folder + " ");
    assertThat(Thread.interrupted()).isTrue();
    FolderLock.take(folder).close();
  }

  @Test
  void aFolderThatIsNotThereCannotBeLocked() {
    Path missing = folder.resolve("missing");
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> FolderLock.take(missing))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("The folder " + missing + " cannot be locked: ");
    }
  }

  private String inUseBy(long process) {
    return "The folder %s is in use by another Belvedere (process %d).".formatted(folder, process);
  }

  private String other(Path folder) throws IOException {
    Process other = LockHolder.start(folder);
    started.add(other);
    return LockHolder.answer(other);
  }
}
