/* Pajek networks (.net), line by line:
 *
 *   % comment
 *   *Vertices N
 *   k "label" …                        k from 1; labels and whole lines may be missing
 *   *Arcs, *Edges                      u v [weight] …
 *   *Arcslist, *Edgeslist              u v1 v2 …
 *
 * Arcs are directed, edges are not; an edge without a weight weighs 1. A quote
 * in a label is written \" and a backslash \\ (as igraph and NetworkX do);
 * &#N; is the character N (as Pajek does).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "io/read_entities.h"
#include "io/read_graph.h"
#include "io/read_nodes.h"

typedef enum { NOWHERE, VERTICES, LINES, LISTS } Section;

typedef struct {
  Section section;
  gboolean directed; /* of LINES and LISTS */
  gboolean counted;  /* *Vertices was met */
  GvNodes nodes;
} Pajek;

static void pajek_clear(Pajek *pajek)
{
  gv_nodes_clear(&pajek->nodes);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Pajek, pajek_clear)

static gboolean start_vertices(Pajek *pajek, GvGraphFile *file, char *rest, GError **error)
{
  char *words[2] = { NULL };
  uint64_t count;

  if (pajek->counted)
    return gv_graph_file_fail(file, error, "a second network; put each into a file of its own");
  if (gv_split_words(rest, words, G_N_ELEMENTS(words)) < 1 || !gv_whole_parse(words[0], &count))
    return gv_graph_file_fail(file, error, "*Vertices must be followed by their number");
  pajek->counted = pajek->nodes.open = TRUE;
  pajek->section = VERTICES;
  return gv_nodes_promise(&pajek->nodes, file, count, error);
}

static gboolean start_lines(Pajek *pajek, const GvGraphFile *file, Section section,
                            gboolean directed, GError **error)
{
  if (!pajek->counted)
    return gv_graph_file_fail(file, error, "*Vertices must come first");
  pajek->section = section;
  pajek->directed = directed;
  pajek->nodes.open = FALSE;
  return TRUE;
}

static gboolean is_word(const char *text, const char *word)
{
  const size_t length = strlen(word);

  return g_ascii_strncasecmp(text, word, length) == 0 &&
         (text[length] == '\0' || strchr(" \t:", text[length]));
}

static gboolean start_section(Pajek *pajek, GvGraphFile *file, char *text, GError **error)
{
  if (is_word(text, "*Network"))
    return TRUE;
  if (is_word(text, "*Vertices"))
    return start_vertices(pajek, file, text + strlen("*Vertices"), error);
  if (is_word(text, "*Arcs") || is_word(text, "*Edges"))
    return start_lines(pajek, file, LINES, is_word(text, "*Arcs"), error);
  if (is_word(text, "*Arcslist") || is_word(text, "*Edgeslist"))
    return start_lines(pajek, file, LISTS, is_word(text, "*Arcslist"), error);
  return gv_graph_file_fail(file, error,
                            "this part of Pajek's format is not known here; use *Vertices, *Arcs, "
                            "*Edges, *Arcslist and *Edgeslist");
}

/* Unescapes the quoted label behind text in place; NULL where it is not closed. */
static char *quoted_label(char *text)
{
  char *to = text, *from = text;

  for (; *from && *from != '"'; from++) {
    from += *from == '\\' && (from[1] == '"' || from[1] == '\\');
    *to++ = *from;
  }
  if (*from == '\0')
    return NULL;
  *to = '\0';
  return text;
}

static gboolean read_vertex(Pajek *pajek, GvGraphFile *file, char *text, GError **error)
{
  char *words[1] = { NULL }, *label = text + strcspn(text, " \t");
  uint64_t node;

  if (*label)
    *label++ = '\0';
  gv_split_words(text, words, 1);
  if (!gv_nodes_number(&pajek->nodes, file, words[0], &node, error))
    return FALSE;
  label += strspn(label, " \t");
  if (*label == '"' && !(label = quoted_label(label + 1)))
    return gv_graph_file_fail(file, error, "quote not closed; close it, or write \\\" in a label");
  if (label > text && label[-1] != '"')
    label[strcspn(label, " \t")] = '\0';
  gv_entities_decode(label, FALSE);
  if (node < pajek->nodes.label_count && pajek->nodes.label[node])
    return gv_graph_file_fail(file, error, "duplicate vertex; keep one of the lines");
  return *label == '\0' || gv_nodes_label(&pajek->nodes, file, node, label, error);
}

static gboolean add_line(Pajek *pajek, GvGraphFile *file, GvNodeEdge edge, gboolean weighted,
                         GError **error)
{
  edge.directed = pajek->directed;
  edge.time = GV_TIME_UNKNOWN;
  edge.line = file->line;
  return gv_graph_file_meet(file, pajek->directed, weighted, error) &&
         gv_nodes_edge(&pajek->nodes, file, &edge, error);
}

static gboolean read_line(Pajek *pajek, GvGraphFile *file, char *text, GError **error)
{
  char *words[3] = { NULL };
  GvNodeEdge edge = { .weight = 1 };
  const size_t count = gv_split_words(text, words, G_N_ELEMENTS(words));
  /* what looks like a number must be one; anything else is a colour, a label … */
  const gboolean weighted = count > 2 && (strchr("+-.", *words[2]) || g_ascii_isdigit(*words[2]));

  if (count < 2)
    return gv_graph_file_fail(file, error, "expected two vertices and a weight");
  return gv_nodes_number(&pajek->nodes, file, words[0], &edge.from, error) &&
         gv_nodes_number(&pajek->nodes, file, words[1], &edge.to, error) &&
         (!weighted || gv_graph_file_weight(file, words[2], &edge.weight, error)) &&
         add_line(pajek, file, edge, weighted, error);
}

/* The next word of a list, as a node; edges end in all but the first. */
static gboolean read_member(Pajek *pajek, GvGraphFile *file, char *word, gboolean first,
                            GvNodeEdge *edge, GError **error)
{
  char *words[1];

  gv_split_words(word, words, 1);
  return gv_nodes_number(&pajek->nodes, file, words[0], first ? &edge->from : &edge->to, error) &&
         (first || add_line(pajek, file, *edge, FALSE, error));
}

/* Without its first word a list means nothing. */
static gboolean read_list(Pajek *pajek, GvGraphFile *file, char *text, GError **error)
{
  GvNodeEdge edge = { .weight = 1 };
  char *next;

  for (gboolean first = TRUE; *(text += strspn(text, " \t")); text = next, first = FALSE) {
    GError *failure = NULL;
    next = text + strcspn(text, " \t");
    next += *next ? (*next = '\0', 1) : 0;
    if (read_member(pajek, file, text, first, &edge, &failure))
      continue;
    if (!gv_graph_file_reject(file, failure, error))
      return FALSE;
    if (first)
      return TRUE;
  }
  return TRUE;
}

static gboolean take_line(Pajek *pajek, GvGraphFile *file, char *text, GError **error)
{
  GError *failure = NULL;

  return read_line(pajek, file, text, &failure) || gv_graph_file_reject(file, failure, error);
}

static gboolean read_text(Pajek *pajek, GvGraphFile *file, char *text, GError **error)
{
  text += strspn(text, " \t");
  if (*text == '\0' || *text == '%' || g_str_has_prefix(text, "/*"))
    return TRUE;
  if (*text == '*')
    return start_section(pajek, file, text, error);
  switch (pajek->section) {
  case VERTICES:
    return read_vertex(pajek, file, text, error);
  case LINES:
    return take_line(pajek, file, text, error);
  case LISTS:
    return read_list(pajek, file, text, error);
  case NOWHERE:
    break;
  }
  return gv_graph_file_fail(file, error, "a Pajek network begins with *Vertices and their number");
}

gboolean gv_read_pajek(GvGraphFile *file, GError **error)
{
  g_auto(Pajek) pajek = { 0 };
  size_t length;
  char *text;

  file->may_lack = file->by_lines = TRUE;
  while (gv_graph_file_line(file, &text, &length, error)) {
    if (text && !read_text(&pajek, file, text, error))
      return FALSE;
    if (text)
      continue;
    if (!pajek.counted)
      return gv_graph_file_fail(file, error, "file is empty; a Pajek network has *Vertices");
    return gv_nodes_finish(&pajek.nodes, file, error);
  }
  return FALSE;
}
