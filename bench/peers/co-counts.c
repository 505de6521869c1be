/* The limit of the item-item build: counts of common users alone, one thread, dense matrix, no scores and no top 100. */
#include <stdio.h>
#include <stdlib.h>
#include <stdint.h>
#include <time.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

int main(int count, char **arguments) {
  if (count < 4) return 2;
  size_t items = atol(arguments[3]);
  FILE *file = fopen(arguments[1], "rb");
  if (!file) return 1;
  fseek(file, 0, SEEK_END);
  size_t views = ftell(file) / 12;
  rewind(file);
  uint32_t(*view)[3] = malloc(views * 12);
  if (fread(view, 12, views, file) != views) return 1;
  uint32_t *row = malloc(views * 4);
  for (size_t at = 0; at < views; at++) row[at] = view[at][1];

  double begun = now();
  uint32_t *shared = calloc(items * items, 4);
  for (size_t first = 0, end; first < views; first = end) {
    for (end = first; end < views && view[end][0] == view[first][0]; end++);
    for (size_t one = first; one < end; one++) {
      uint32_t *counts = shared + row[one] * items;
      for (size_t other = first; other < end; other++) counts[row[other]]++;
    }
  }
  double seconds = now() - begun;
  uint64_t sum = 0;
  for (size_t at = 0; at < items * items; at++) sum += shared[at];
  printf("{\"value\":%.4f,\"updates\":%lu}\n", seconds, sum);
  return 0;
}
