/*
 * Definitions that break a circular dependency. The vendor's libisp needs functions of the algorithm libraries, which
 * need others of libisp, and all are bound when they are loaded. Only ISP_Init and ISP_Run, which belong to the
 * streamer, call these functions; here they return an error.
 */
#define RETURNS_ERROR(name) \
	int name(void); \
	__attribute__((visibility("default"))) int name(void) \
	{ \
		return -1; \
	}

/* Hi3516EV200 and Goke */
RETURNS_ERROR(ISP_AlgRegisterDehaze)
RETURNS_ERROR(ISP_AlgRegisterDrc)
RETURNS_ERROR(ISP_AlgRegisterLdci)
RETURNS_ERROR(ISP_AlgRegisterAcs)
RETURNS_ERROR(MPI_ISP_IrAutoRunOnce)
RETURNS_ERROR(HI_MPI_ISP_IrAutoRunOnce)
/* Hi3516CV500 */
RETURNS_ERROR(isp_alg_register_acs)
RETURNS_ERROR(isp_alg_register_dehaze)
RETURNS_ERROR(isp_alg_register_drc)
RETURNS_ERROR(isp_alg_register_ldci)
RETURNS_ERROR(isp_ir_auto_run_once)
RETURNS_ERROR(calc_flicker_type)
