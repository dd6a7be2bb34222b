/* signature.h - the detached signatures of a release's manifest.
 *
 * They are made and checked by the tools that people have: ssh-keygen(1), whose
 * signature is manifest.json.sig, and minisign(1), whose is
 * manifest.json.minisig.  The manifest holds the hash of all else, so one
 * signature is that of the release.  Whose it is only a key can tell; without
 * one it is told whether it is one of these bytes, if the tool can.
 */
#ifndef GREEN_RELEASE_SIGNATURE_H
#define GREEN_RELEASE_SIGNATURE_H

#include "base/arena.h"

enum gr_signature_kind { GR_SIGNATURE_SSH, GR_SIGNATURE_MINISIGN };
enum { GR_SIGNATURE_KINDS = 2 };

/* "manifest.json.sig" */
extern const char *const gr_signature_file[GR_SIGNATURE_KINDS];

/* What ssh-keygen(1) calls the use of a key: its option -n. */
#define GR_SIGNATURE_SPACE "greenline"

/* Whose signature a public key can check.  GR_EDATA: it cannot be read. */
GR_MUST_USE enum gr_status gr_signature_kind_of(const char *key,
    enum gr_signature_kind *out, struct gr_err *err);

enum gr_signature_state {
	GR_SIGNATURE_GOOD,
	GR_SIGNATURE_FORGED,   /* of other bytes, or not by the key */
	GR_SIGNATURE_UNCHECKED /* nobody can tell without the key or tool */
};

/* Hold the signature of `kind` in the folder `release` against its manifest.
 * `key`: a file with public keys of that kind, or NULL.  GR_ESYS: with a key,
 * the tool is missing. */
GR_MUST_USE enum gr_status gr_signature_check(struct gr_arena *keep,
    const char *release, enum gr_signature_kind kind, const char *key,
    enum gr_signature_state *out, struct gr_err *err);

#endif
