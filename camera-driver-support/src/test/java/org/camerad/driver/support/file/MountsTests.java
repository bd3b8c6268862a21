package org.camerad.driver.support.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.camerad.driver.support.file.Mounts.Mount;

import static org.assertj.core.api.Assertions.assertThat;

class MountsTests {

	private static final Mounts MOUNTS = Mounts.of(List.of("/dev/sda1 / ext4 rw 0 0",
			"server:/x /mnt/pictures nfs4 rw,vers=4.2 0 0", "server:/y /mnt/with\\040blank\\134 nfs rw 0 0",
			"server:/z /mnt/hidden nfs rw 0 0", "tmpfs /mnt/hidden tmpfs rw 0 0",
			"tmpfs /mnt/pictures/local tmpfs rw 0 0", "/dev/sdb1 /mnt/broken vfat ro,relatime 0 0",
			"/dev/sdc1 /mnt/card ext4 rw,errors=remount-ro 0 0", "short line"));

	private static Mount of(String folder) {
		return MOUNTS.of(Path.of(folder)).orElseThrow();
	}

	@Test
	void aFolderIsOnTheDeepestMountAboveIt() {
		assertThat(of("/mnt")).isEqualTo(new Mount(Path.of("/"), "ext4", false));
		assertThat(of("/mnt/pictures2").point()).isEqualTo(Path.of("/"));
		assertThat(of("/mnt/pictures").type()).isEqualTo("nfs4");
		assertThat(of("/mnt/pictures/gate/../door").type()).isEqualTo("nfs4");
		assertThat(of("/mnt/pictures/local/x").type()).isEqualTo("tmpfs");
	}

	@Test
	void theLastMountAtAPointHidesTheOthers() {
		assertThat(of("/mnt/hidden").type()).isEqualTo("tmpfs");
	}

	@Test
	void blanksAndBackslashesInANameAreRead() {
		assertThat(of("/mnt/with blank\\/x").point()).isEqualTo(Path.of("/mnt/with blank\\"));
	}

	@Test
	void onlyTheOptionRoMeansReadOnly() {
		assertThat(of("/mnt/broken").readOnly()).isTrue();
		assertThat(of("/mnt/card").readOnly()).isFalse();
	}

	@Test
	void filesOfAServerAreOnTheNetwork() {
		assertThat(of("/mnt/pictures/x").isNetwork()).isTrue();
		assertThat(of("/mnt/with blank\\").isNetwork()).isTrue();
		assertThat(of("/mnt/hidden").isNetwork()).isFalse();
		assertThat(of("/").isNetwork()).isFalse();
	}

	@Test
	void readsTheKernelsList() throws IOException {
		assertThat(Mounts.read(Path.of("/")).of(Path.of("/proc/self"))).map(Mount::type).contains("proc");
	}

}
