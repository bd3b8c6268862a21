/* A libmpi.so without hardware: its version, and traps for the calls that the bridge must never make. */
#include "fake.h"

#include <stdio.h>
#include <stdlib.h>

EXPORT s32 HI_MPI_SYS_GetVersion(struct version *version)
{
	s32 code = called("SYS_GetVersion", 0, NULL, 0);

	snprintf(version->text, sizeof(version->text), "%s",
	    controlled("version", "HI_VERSION=Hi3516EV200_MPP_V1.0.1.2 B030 Release"));
	return code;
}

EXPORT s32 HI_MPI_SYS_GetChipId(u32 *id)
{
	s32 code = called("SYS_GetChipId", 0, NULL, 0);

	*id = (u32) strtoul(controlled("chip", "3516e300"), NULL, 16);
	return code;
}

/* Each of these ends or disturbs the streamer's pipeline. */
#define TRAP(name) \
	EXPORT s32 HI_MPI_##name(void) \
	{ \
		called("FORBIDDEN " #name, 0, NULL, 0); \
		abort(); \
	}

TRAP(SYS_Init)
TRAP(SYS_Exit)
TRAP(VB_Init)
TRAP(VB_Exit)
TRAP(VENC_CreateChn)
TRAP(VENC_DestroyChn)
TRAP(VENC_SetChnAttr)
TRAP(VENC_GetStream)
TRAP(VENC_StopRecvFrame)
