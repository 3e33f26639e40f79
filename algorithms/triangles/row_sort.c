/* Insertion sort for the short rows that nearly all are; heap sort bounds the
 * long ones at O(d log d) and needs no memory.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/triangles/row_sort.h"

enum { SHORT = 48 };

static void insertion_sort(GvVertex *targets, double *weights, size_t length)
{
  for (size_t i = 1; i < length; i++) {
    const GvVertex target = targets[i];
    const double weight = weights ? weights[i] : 1;
    size_t at = i;
    for (; at > 0 && targets[at - 1] > target; at--) {
      targets[at] = targets[at - 1];
      if (weights)
        weights[at] = weights[at - 1];
    }
    targets[at] = target;
    if (weights)
      weights[at] = weight;
  }
}

static void swap(GvVertex *targets, double *weights, size_t a, size_t b)
{
  const GvVertex target = targets[a];

  targets[a] = targets[b];
  targets[b] = target;
  if (weights) {
    const double weight = weights[a];
    weights[a] = weights[b];
    weights[b] = weight;
  }
}

static void sift_down(GvVertex *targets, double *weights, size_t root, size_t length)
{
  for (size_t child = 2 * root + 1; child < length; child = 2 * root + 1) {
    if (child + 1 < length && targets[child + 1] > targets[child])
      child++;
    if (targets[root] > targets[child])
      return;
    swap(targets, weights, root, child);
    root = child;
  }
}

static void heap_sort(GvVertex *targets, double *weights, size_t length)
{
  for (size_t i = length / 2; i-- > 0;)
    sift_down(targets, weights, i, length);
  for (size_t i = length; i-- > 1;) {
    swap(targets, weights, 0, i);
    sift_down(targets, weights, 0, i);
  }
}

void gv_row_sort(GvVertex *targets, double *weights, size_t length)
{
  if (length <= SHORT)
    insertion_sort(targets, weights, length);
  else
    heap_sort(targets, weights, length);
}
