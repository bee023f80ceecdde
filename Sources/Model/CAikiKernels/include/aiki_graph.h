// Searching by nearness: a graph of rows of bytes, each of which stands for a vector of length 1.
//
// The graph is that of Malkov and Yashunin 2018, "Efficient and robust approximate nearest neighbor
// search using hierarchical navigable small world graphs": every node stands on layer 0, one in
// `degree / 2` of them on layer 1, one in so many of these on layer 2 ...; a search descends from
// the one node that stands on the highest layer. Nodes are added some hundred at a time, in two
// steps, so that the result depends on no number of threads: first each finds its neighbours
// in the graph as it was and among those that come with it (aiki_graph_place), then each neighbour
// takes the new ones up, and lets others go where it has too many (aiki_graph_attach).
//
// Searches may run while nodes are added. A link is written in one piece after the bytes it leads
// to, and what leads beyond `count` is passed over: so is what a damaged file says.
#ifndef AIKI_GRAPH_H
#define AIKI_GRAPH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct AikiKernels AikiKernels;

// Rows of bytes are filled with zeros to a multiple of this.
enum { AIKI_BYTES_STEP = 64 };

// Ends the links of a node that has fewer than there is room for.
#define AIKI_NO_NODE UINT32_MAX

// Room for the links of a node on layer 0; half of it above.
enum { AIKI_GRAPH_DEGREE_MAX = 64 };

// The highest layer there is.
enum { AIKI_GRAPH_LEVEL_MAX = 15 };

// A vector as bytes: it is scale * codes, -127 ... 127.
typedef struct {
    const int8_t *codes;
    float scale;
} AikiByteVector;

typedef struct {
    const int8_t *codes;      // (N, columns)
    const float *scales;      // (N)
    const uint8_t *levels;    // (N): the highest layer a node stands on
    const uint32_t *uppers;   // (N): the node's row for layer 1; those of higher layers follow
    uint32_t *links;          // (N, degree)
    uint32_t *upper_links;    // (U, degree / 2)
    size_t columns;           // a multiple of AIKI_BYTES_STEP
    uint32_t degree;          // at most AIKI_GRAPH_DEGREE_MAX, even
    uint32_t count;           // nodes that may be visited, below 2^31
    uint32_t upper_count;     // U
    uint32_t entry;           // where searches begin; AIKI_NO_NODE in an empty graph
    uint32_t level;           // the highest layer of the entry
} AikiGraph;

// A node and its cosine. The highest bit of the node is of use to searches alone.
typedef struct {
    float score;
    uint32_t node;
} AikiNear;

// What one thread needs for a search.
typedef struct {
    AikiNear *beam;      // room for the width of the beam and AIKI_GRAPH_BATCH_MAX more
    uint64_t *visited;   // a bit for each node, none of them set
    uint32_t *seen;      // AIKI_GRAPH_SEEN nodes whose bits are to be cleared
} AikiGraphScratch;

enum { AIKI_GRAPH_SEEN = 1 << 16 };

// The most nodes that are added together.
enum { AIKI_GRAPH_BATCH_MAX = 512 };

// codes = the numbers as bytes, zeros from `count` to `columns`; returns the scale.
float aiki_quantize_bytes(const float *numbers, size_t count, size_t columns, int8_t *codes);

// The nodes nearest to a vector, nearest first, into scratch->beam; returns how many, at most width.
size_t aiki_graph_search(const AikiKernels *kernels, const AikiGraph *graph, AikiByteVector query,
                         size_t width, const AikiGraphScratch *scratch);

// Writes the links of a new node, which nothing leads to yet, and reads those of the graph.
// The nodes first ..< first + batch come together; graph->count is at most `first`. Returns a node with the
// same bytes, of the graph or before it among those that come with it, AIKI_NO_NODE where none is known: the
// links are then of no use, for many equal nodes would fill every beam and hide what is behind them.
uint32_t aiki_graph_place(const AikiKernels *kernels, const AikiGraph *graph, uint32_t node,
                      uint32_t first, uint32_t batch, size_t width,
                      const AikiGraphScratch *scratch);

// Adds links from a node to `count` others on a layer, all of them below graph->count; keeps the best
// where there are too many. count <= AIKI_GRAPH_BATCH_MAX. No two threads attach to one node of one layer at once.
void aiki_graph_attach(const AikiKernels *kernels, const AikiGraph *graph, uint32_t node,
                       uint32_t layer, const uint32_t *others, size_t count);

// Leads a node past the dead: where links of a layer lead to nodes that `dead` is not zero for, those
// are exchanged for the best of what the dead lead to.
void aiki_graph_heal(const AikiKernels *kernels, const AikiGraph *graph, uint32_t node,
                     uint32_t layer, const uint8_t *dead);

// The links of a node on a layer, NULL where a damaged graph has none; `room` is how many fit.
uint32_t *aiki_graph_links(const AikiGraph *graph, uint32_t node, uint32_t layer, size_t *room);

// Keeps those of `count` candidates, nearest to the node first, that are no nearer to any
// one kept before, at most `most`; returns how many.
size_t aiki_graph_choose(const AikiKernels *kernels, const AikiGraph *graph,
                         const AikiNear *candidates, size_t count, size_t most,
                         uint32_t *chosen);

// out[i] = the cosine of a vector and node which[i], or node first + i where which is NULL.
void aiki_graph_scores(const AikiKernels *kernels, const AikiGraph *graph, AikiByteVector query,
                       uint32_t first, const uint32_t *which, size_t count, float *out);

#endif
