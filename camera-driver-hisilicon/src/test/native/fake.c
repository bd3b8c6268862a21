#include "fake.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LONGEST 8192

static void write_down(const char *name, u32 number, const u8 *bytes, size_t length)
{
	static char line[LONGEST];
	const char *path = getenv("FAKE_JOURNAL");
	int count = snprintf(line, sizeof(line), "%s %u ", name, number);
	int file;

	for (size_t i = 0; i < length && (size_t) count < sizeof(line) - 3; i++) {
		count += snprintf(line + count, sizeof(line) - (size_t) count, "%02x", bytes[i]);
	}
	line[count++] = '\n';
	file = path == NULL ? -1 : open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);
	if (file < 0 || write(file, line, (size_t) count) != count) {
		abort();
	}
	close(file);
}

const char *controlled(const char *word, const char *otherwise)
{
	static char line[256];
	const char *path = getenv("FAKE_CONTROL");
	FILE *file = path == NULL ? NULL : fopen(path, "r");
	const char *found = otherwise;

	while (file != NULL && found == otherwise && fgets(line, sizeof(line), file) != NULL) {
		size_t length = strlen(word);
		line[strcspn(line, "\n")] = '\0';
		if (strncmp(line, word, length) == 0 && (line[length] == ' ' || line[length] == '\0')) {
			found = line + length + (line[length] == ' ');
		}
	}
	if (file != NULL) {
		fclose(file);
	}
	return found;
}

int rebuilt(void)
{
	static long known;
	long now = strtol(controlled("pipeline", "0"), NULL, 10);
	int different = now != known;

	known = now;
	return different;
}

static const char *control_line(const char *what, const char *name)
{
	char word[64];

	snprintf(word, sizeof(word), "%s %s", what, name);
	return controlled(word, NULL);
}

static int first_time(const char *name)
{
	static char names[16][40];

	for (size_t i = 0; i < 16; i++) {
		if (strcmp(names[i], name) == 0) {
			return 0;
		}
		if (names[i][0] == '\0') {
			snprintf(names[i], sizeof(names[i]), "%s", name);
			return 1;
		}
	}
	abort();
}

s32 called(const char *name, u32 number, const void *bytes, size_t length)
{
	const char *code;

	write_down(name, number, bytes, bytes == NULL ? 0 : length);
	if (control_line("hang", name) != NULL) {
		for (;;) {
			pause();
		}
	}
	if (control_line("crash", name) != NULL) {
		raise(SIGSEGV);
	}
	code = control_line("fail", name);
	if (code != NULL) {
		return (s32) strtoul(code, NULL, 16);
	}
	code = control_line("failonce", name);
	return code != NULL && first_time(name) ? (s32) strtoul(code, NULL, 16) : 0;
}
