import { modelVendor } from '../../ids.ts';

/** Whether a model is the handbook of this extension, which is no language model. */
export function isHandbook({ vendor }: { readonly vendor: string }): boolean {
	return vendor === modelVendor;
}
