/* The three routines of LAPACK that are needed, by their Fortran names: reference LAPACK, which
 * igraph brings along, has no other interface on Debian without one more package.
 *
 * They are called by one thread, with matrices of some dozens of rows. Reference LAPACK and BLAS
 * have no threads; an optimised BLAS put in their place has its own, which do not follow
 * --threads, so the same bits at any --threads hold with either.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_LAPACK_H
#define GV_LAPACK_H

#include <stddef.h>

/* A = U'U of a symmetric positive definite matrix, of which the upper triangle is read and
 * written, column by column. info > 0: it is not positive definite. The last argument is the
 * length of uplo, which Fortran passes unseen. */
void dpotrf_(const char *uplo, const int *n, double *a, const int *lda, int *info, size_t);
/* Solves A x = b from what dpotrf left. */
void dpotrs_(const char *uplo, const int *n, const int *nrhs, const double *a, const int *lda,
             double *b, const int *ldb, int *info, size_t);
/* A^-1, upper triangle, from what dpotrf left. */
void dpotri_(const char *uplo, const int *n, double *a, const int *lda, int *info, size_t);
#endif
