#include "vendor.h"

#include "limit.h"

#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#define CANARY 256

/* In the order of their dependencies; of each line the first library that exists. */
static const char *const LIBRARIES[][2] = {
	{ "libsecurec.so", NULL },
	{ "libupvqe.so", NULL },
	{ "libdnvqe.so", NULL },
	{ "libVoiceEngine.so", "libvoice_engine.so" },
	{ "libmpi.so", "libgk_api.so" },
	{ "libisp.so", "libgk_isp.so" },
	{ "lib_hiae.so", "libgk_ae.so" },
	{ "lib_hiawb.so", "libgk_awb.so" },
};

/* The prefixes of HiSilicon and of Goke's libraries behind its forwarders. */
static const char *const PREFIXES[] = { "HI_MPI_", "MPI_" };

static void open_library(const char *folder, const char *name, char *problem, size_t length)
{
	char path[PATH_MAX];
	int count = folder == NULL ? snprintf(path, sizeof(path), "%s", name)
				   : snprintf(path, sizeof(path), "%s/%s", folder, name);

	if (count <= 0 || (size_t) count >= sizeof(path) || dlopen(path, RTLD_LAZY | RTLD_GLOBAL) == NULL) {
		const char *error = dlerror();
		snprintf(problem, length, "%s", error != NULL ? error : "the path is too long");
	} else {
		problem[0] = '\0';
	}
}

static void open_libraries(const char *folder)
{
	char first[256];
	char second[256];

	for (size_t i = 0; i < sizeof(LIBRARIES) / sizeof(LIBRARIES[0]); i++) {
		open_library(folder, LIBRARIES[i][0], first, sizeof(first));
		if (first[0] != '\0' && LIBRARIES[i][1] != NULL) {
			open_library(folder, LIBRARIES[i][1], second, sizeof(second));
		}
		if (first[0] != '\0' && (LIBRARIES[i][1] == NULL || second[0] != '\0')) {
			fprintf(stderr, "without %s: %s\n", LIBRARIES[i][0], first);
		}
	}
}

static void *symbol(const char *name)
{
	char full[64];

	for (size_t i = 0; i < sizeof(PREFIXES) / sizeof(PREFIXES[0]); i++) {
		void *found;
		snprintf(full, sizeof(full), "%s%s", PREFIXES[i], name);
		found = dlsym(RTLD_DEFAULT, full);
		if (found != NULL) {
			return found;
		}
	}
	return NULL;
}

static size_t written(const uint8_t *first, uint8_t first_pattern, const uint8_t *second, uint8_t second_pattern)
{
	for (size_t i = MAX_ATTRIBUTE_BYTES + CANARY; i > 0; i--) {
		if (first[i - 1] != first_pattern || second[i - 1] != second_pattern) {
			return i;
		}
	}
	return 0;
}

int32_t read_attribute(const struct attribute_size *size, const struct attribute_calls *calls, uint8_t *attribute,
	char *why, size_t why_length)
{
	static _Alignas(8) uint8_t first[MAX_ATTRIBUTE_BYTES + CANARY];
	static _Alignas(8) uint8_t second[MAX_ATTRIBUTE_BYTES + CANARY];
	int32_t code;
	size_t length;

	memset(first, 0xa5, sizeof(first));
	memset(second, 0x5a, sizeof(second));
	LIMITED(code, size->name, calls->get(0, first));
	if (code == 0) {
		LIMITED(code, size->name, calls->get(0, second));
	}
	if (code != 0) {
		return code;
	}
	length = written(first, 0xa5, second, 0x5a);
	if (length < size->min_size || length > size->size) {
		snprintf(why, why_length, "the library's %s has %zu bytes, and %zu to %zu are known", size->name, length,
		    size->min_size, size->size);
		return -1;
	}
	memcpy(attribute, first, MAX_ATTRIBUTE_BYTES);
	return 0;
}

static void find_attribute(struct attribute_calls *calls, const struct attribute_size *size, const char *getter,
	const char *setter)
{
	static _Alignas(8) uint8_t attribute[MAX_ATTRIBUTE_BYTES];
	int32_t code;

	calls->why[0] = '\0';
	/* POSIX guarantees that the pointers of dlsym convert to functions. */
	*(void **) &calls->get = symbol(getter);
	*(void **) &calls->set = symbol(setter);
	if (calls->get == NULL || calls->set == NULL) {
		snprintf(calls->why, sizeof(calls->why), "no %s in the libraries", calls->get == NULL ? getter : setter);
		return;
	}
	code = read_attribute(size, calls, attribute, calls->why, sizeof(calls->why));
	if (code != 0 && calls->why[0] == '\0') {
		snprintf(calls->why, sizeof(calls->why), "%s returned 0x%08x", getter, (unsigned) code);
	}
}

static int identify(struct vendor *vendor)
{
	int32_t (*get_version)(void *) = NULL;
	int32_t (*get_chip)(uint32_t *) = NULL;
	char version[64 + CANARY] = "";

	*(void **) &get_version = symbol("SYS_GetVersion");
	*(void **) &get_chip = symbol("SYS_GetChipId");
	if (get_version != NULL) {
		int32_t code;
		LIMITED(code, "SYS_GetVersion", get_version(version));
		snprintf(vendor->version, sizeof(vendor->version), "%.64s", code == 0 ? version : "");
	}
	if (get_chip != NULL) {
		int32_t code;
		LIMITED(code, "SYS_GetChipId", get_chip(&vendor->chip_id));
		vendor->chip_id = code == 0 ? vendor->chip_id : 0;
	}
	vendor->layout = layout_for(vendor->version, vendor->chip_id);
	return vendor->layout != NULL;
}

void vendor_check(struct vendor *vendor)
{
	const struct layout *layout = vendor->layout;

	find_attribute(&vendor->sharpen, &layout->sharpen, "ISP_GetIspSharpenAttr", "ISP_SetIspSharpenAttr");
	find_attribute(&vendor->saturation, &layout->saturation, "ISP_GetSaturationAttr", "ISP_SetSaturationAttr");
	find_attribute(&vendor->exposure, &layout->exposure, "ISP_GetExposureAttr", "ISP_SetExposureAttr");
}

int vendor_open(struct vendor *vendor, const char *folder)
{
	open_libraries(folder);
	if (!identify(vendor)) {
		fprintf(stderr, "no layouts are known for the library '%s' on chip 0x%08x: nothing is called\n", vendor->version,
		    (unsigned) vendor->chip_id);
		return 0;
	}
	vendor_check(vendor);
	return 1;
}

void put_library_error(struct reply *reply, const char *call, int32_t code)
{
	static const char *const WORDS[] = { "", "bad device", "bad channel", "illegal parameter", "exists already",
		"does not exist", "null pointer", "not configured", "not supported", "not permitted", "", "", "no memory",
		"no buffer", "buffer empty", "buffer full", "system not ready", "bad address", "busy" };
	uint32_t reason = (uint32_t) code & 0x1fff;

	reply->status = STATUS_LIBRARY;
	reply->length = 0;
	put32(reply, (uint32_t) code);
	put_text(reply, "%s returned 0x%08x %s", call, (unsigned) code,
	    reason < sizeof(WORDS) / sizeof(WORDS[0]) ? WORDS[reason] : "");
}
