/*
 * What libcmark-gfm alone needs to parse the files that are named as arguments.
 *
 * Reads all files first, then parses each as often as asked with the options that Glossa is compared at (tables,
 * strikethrough, task lists), and prints JSON: the median time of a full pass, and the median time of each file, in
 * milliseconds. The time to read files and to print is not counted; the time to free a tree is, since Glossa's is too.
 *
 *   yardstick PASSES FILE...
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

struct page {
  const char *path;
  char *bytes;
  size_t size;
  double *times;
};

static double milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static int ascending(const void *left, const void *right) {
  double a = *(const double *)left, b = *(const double *)right;
  return (a > b) - (a < b);
}

static double median(double *values, int count) {
  qsort(values, count, sizeof *values, ascending);
  return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

static int read_page(struct page *page, const char *path, int passes) {
  FILE *file = fopen(path, "rb");
  if (!file || fseek(file, 0, SEEK_END) != 0) return 0;
  page->path = path;
  page->size = ftell(file);
  page->bytes = malloc(page->size + 1);
  page->times = malloc(passes * sizeof *page->times);
  rewind(file);
  int whole = page->bytes && page->times && fread(page->bytes, 1, page->size, file) == page->size;
  fclose(file);
  return whole;
}

static double parse(const struct page *page) {
  static const char *const extensions[] = {"table", "strikethrough", "tasklist"};
  double start = milliseconds();
  cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT);
  for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++)
    cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(extensions[i]));
  cmark_parser_feed(parser, page->bytes, page->size);
  cmark_node_free(cmark_parser_finish(parser));
  cmark_parser_free(parser);
  return milliseconds() - start;
}

int main(int count, char **arguments) {
  int passes = count > 2 ? atoi(arguments[1]) : 0;
  int pages = count - 2;
  if (passes < 1) {
    fprintf(stderr, "usage: yardstick PASSES FILE...\n");
    return 2;
  }
  struct page *all = calloc(pages, sizeof *all);
  double *totals = calloc(passes, sizeof *totals);
  if (!all || !totals) return 2;
  for (int i = 0; i < pages; i++) {
    if (!read_page(&all[i], arguments[i + 2], passes)) {
      fprintf(stderr, "yardstick: cannot read %s\n", arguments[i + 2]);
      return 2;
    }
  }
  cmark_gfm_core_extensions_ensure_registered();
  for (int pass = 0; pass < passes; pass++) {
    for (int i = 0; i < pages; i++) {
      all[i].times[pass] = parse(&all[i]);
      totals[pass] += all[i].times[pass];
    }
  }
  printf("{\"version\": \"%s\", \"pass_ms\": %.4f, \"pages_ms\": [", cmark_version_string(), median(totals, passes));
  for (int i = 0; i < pages; i++) printf("%s%.4f", i ? ", " : "", median(all[i].times, passes));
  printf("]}\n");
  return 0;
}
