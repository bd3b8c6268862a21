/* libisp.so, lib_hiae.so and lib_hiawb.so in one: each is built from this file with its own exports. */
#include "fake.h"

#include <stdlib.h>
#include <string.h>

#define MODULE_ISP 28

static inline int is_v4a(void)
{
	return strstr(controlled("version", ""), "CV500") != NULL;
}

/* Fills a structure as the library does, plus the additional bytes of another library version. */
static void give(void *to, const void *from, size_t length, const char *longer)
{
	long more = strtol(controlled(longer, "0"), NULL, 10);

	memcpy(to, from, more < 0 ? length - (size_t) -more : length);
	memset((u8 *) to + length, 0x11, more > 0 ? (size_t) more : 0);
}

#if defined(FAKE_SHARPEN)
/* Bound when it is loaded, as in the real library, so the program that opens it must provide it. */
extern s32 ISP_AlgRegisterLdci(s32 pipe);
extern s32 isp_alg_register_ldci(s32 pipe);

EXPORT s32 HI_MPI_ISP_Init(s32 pipe)
{
	called("FORBIDDEN ISP_Init", (u32) pipe, NULL, 0);
	return ISP_AlgRegisterLdci(pipe) + isp_alg_register_ldci(pipe);
}

static struct sharpen sharpen;
static int filled;

static void fill(void)
{
	filled = 1;
	sharpen.enable = 1;
	for (u32 i = 0; i < 32; i++) {
		for (u32 iso = 0; iso < ISO; iso++) {
			sharpen.automatic.luma[i][iso] = (u8) (i - iso % 2);
			sharpen.automatic.texture[i][iso] = (u16) (300 + 10 * i - iso);
			sharpen.automatic.edge[i][iso] = (u16) (3000 - 10 * i - iso);
		}
	}
	sharpen.automatic.luma[0][1] = 0;
	memset(&sharpen.automatic.texture_frequency, 1, sizeof(sharpen.automatic) - offsetof(struct sharpen_auto, texture_frequency));
}

static int legal(const struct sharpen *wanted)
{
	int ok = wanted->enable <= 1 && wanted->mode <= 1 && wanted->manual.filter <= 63 && wanted->manual.filter_cap <= 47
	    && wanted->manual.gain_max <= 0x7ff && wanted->manual.red <= 31 && wanted->manual.blue <= 31
	    && wanted->manual.skin <= 31 && wanted->manual.over <= 127 && wanted->manual.under <= 127
	    && wanted->manual.suppress_adjust <= 15 && wanted->manual.texture_frequency <= 4095
	    && wanted->manual.edge_frequency <= 4095;

	for (size_t i = 0; i < 32; i++) {
		ok = ok && wanted->manual.luma[i] <= (is_v4a() ? 127 : 31) && wanted->manual.texture[i] <= 4095
		    && wanted->manual.edge[i] <= 4095;
	}
	return ok && memcmp(&wanted->automatic, &sharpen.automatic, sizeof(sharpen.automatic)) == 0;
}

EXPORT s32 HI_MPI_ISP_GetIspSharpenAttr(s32 pipe, struct sharpen *attribute)
{
	s32 code = called("ISP_GetIspSharpenAttr", (u32) pipe, NULL, 0);

	if (code != 0 || pipe != 0) {
		return code != 0 ? code : SDK_ERROR(MODULE_ISP, 1);
	}
	if (rebuilt() || !filled) {
		memset(&sharpen, 0, sizeof(sharpen));
		fill();
	}
	give(attribute, &sharpen, sizeof(sharpen), "longer sharpness");
	return 0;
}

EXPORT s32 HI_MPI_ISP_SetIspSharpenAttr(s32 pipe, const struct sharpen *attribute)
{
	s32 code = called("ISP_SetIspSharpenAttr", (u32) pipe, attribute, offsetof(struct sharpen, automatic));

	if (code != 0 || pipe != 0 || !legal(attribute)) {
		return code != 0 ? code : SDK_ERROR(MODULE_ISP, ILLEGAL);
	}
	if (strcmp(controlled("deaf", ""), "sharpness") != 0) {
		sharpen = *attribute;
	}
	return 0;
}
#endif

#if defined(FAKE_SATURATION)
static struct saturation saturation = { .automatic = { 120, 110, 100, 90, 80, 70, 60, 50, 50, 50, 50, 50, 50, 50, 50, 50 } };

EXPORT s32 HI_MPI_ISP_GetSaturationAttr(s32 pipe, struct saturation *attribute)
{
	s32 code = called("ISP_GetSaturationAttr", (u32) pipe, NULL, 0);

	if (rebuilt()) {
		saturation.mode = 0;
	}
	/* The padding at the end is not written. */
	give(attribute, &saturation, 21, "longer saturation");
	return code;
}

EXPORT s32 HI_MPI_ISP_SetSaturationAttr(s32 pipe, const struct saturation *attribute)
{
	s32 code = called("ISP_SetSaturationAttr", (u32) pipe, attribute, 21);

	if (code != 0 || attribute->mode > 1) {
		return code != 0 ? code : SDK_ERROR(MODULE_ISP, ILLEGAL);
	}
	memcpy(&saturation, attribute, 21);
	return 0;
}
#endif

#if defined(FAKE_EXPOSURE)
static struct exposure exposure = { .interval = 1, .automatic.compensation = 56, .automatic.speed = 64, .prior_frame = 1 };

static size_t size(void)
{
	return is_v4a() ? sizeof(exposure) : EXPOSURE_V4;
}

EXPORT s32 HI_MPI_ISP_GetExposureAttr(s32 pipe, struct exposure *attribute)
{
	s32 code = called("ISP_GetExposureAttr", (u32) pipe, NULL, 0);

	if (rebuilt()) {
		exposure.automatic.compensation = 56;
	}
	give(attribute, &exposure, size(), "longer exposure");
	return code;
}

EXPORT s32 HI_MPI_ISP_SetExposureAttr(s32 pipe, const struct exposure *attribute)
{
	s32 code = called("ISP_SetExposureAttr", (u32) pipe, attribute, size());

	if (code != 0 || attribute->interval == 0 || attribute->prior_frame != 1) {
		return code != 0 ? code : SDK_ERROR(MODULE_ISP, ILLEGAL);
	}
	memcpy(&exposure, attribute, size());
	return 0;
}
#endif
