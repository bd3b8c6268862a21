/*
 * The vendor's libisp takes functions from the algorithm libraries, which take others from libisp, and all are bound
 * when they are loaded: whoever opens them has to close that circle. These are reached from ISP_Init and ISP_Run only,
 * which belong to the streamer; here they say no.
 */
#define SAYS_NO(name) \
	int name(void); \
	__attribute__((visibility("default"))) int name(void) \
	{ \
		return -1; \
	}

/* Hi3516EV200 and Goke */
SAYS_NO(ISP_AlgRegisterDehaze)
SAYS_NO(ISP_AlgRegisterDrc)
SAYS_NO(ISP_AlgRegisterLdci)
SAYS_NO(ISP_AlgRegisterAcs)
SAYS_NO(MPI_ISP_IrAutoRunOnce)
SAYS_NO(HI_MPI_ISP_IrAutoRunOnce)
/* Hi3516CV500 */
SAYS_NO(isp_alg_register_acs)
SAYS_NO(isp_alg_register_dehaze)
SAYS_NO(isp_alg_register_drc)
SAYS_NO(isp_alg_register_ldci)
SAYS_NO(isp_ir_auto_run_once)
SAYS_NO(calc_flicker_type)
