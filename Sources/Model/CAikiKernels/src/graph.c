#include <string.h>

#include "aiki_kernels.h"

// Marks nodes of a beam whose neighbours have been visited.
#define EXPANDED 0x80000000u

// Products are computed for so many rows at a time.
enum { ROWS = 64 };

float aiki_quantize_bytes(const float *numbers, size_t count, size_t columns, int8_t *codes)
{
    float largest = 0;
    for (size_t i = 0; i < count; i++) {
        const float magnitude = numbers[i] < 0 ? -numbers[i] : numbers[i];
        largest = magnitude > largest ? magnitude : largest;
    }
    memset(codes, 0, columns);
    if (!(largest > 0)) return 0;
    const float factor = 127 / largest;
    for (size_t i = 0; i < count; i++) {
        const float scaled = numbers[i] * factor;
        codes[i] = (int8_t)(scaled < 0 ? scaled - 0.5f : scaled + 0.5f);
    }
    return largest / 127;
}

static inline AikiByteVector vector_of(const AikiGraph *graph, uint32_t node)
{
    return (AikiByteVector){graph->codes + (size_t)node * graph->columns, graph->scales[node]};
}

void aiki_graph_scores(const AikiKernels *kernels, const AikiGraph *graph, AikiByteVector query,
                       uint32_t first, const uint32_t *which, size_t count, float *out)
{
    int32_t sums[ROWS];
    for (size_t done = 0; done < count; done += ROWS) {
        const size_t rows = count - done < ROWS ? count - done : ROWS;
        if (which) {
            kernels->dot_bytes(graph->codes, graph->columns, which + done, rows, query.codes,
                               sums);
            for (size_t i = 0; i < rows; i++) {
                out[done + i] = (float)sums[i] * query.scale * graph->scales[which[done + i]];
            }
        } else {
            const size_t row = first + done;
            kernels->dot_bytes(graph->codes + row * graph->columns, graph->columns, NULL, rows,
                               query.codes, sums);
            for (size_t i = 0; i < rows; i++) {
                out[done + i] = (float)sums[i] * query.scale * graph->scales[row + i];
            }
        }
    }
}

uint32_t *aiki_graph_links(const AikiGraph *graph, uint32_t node, uint32_t layer, size_t *room)
{
    *room = layer ? graph->degree / 2 : graph->degree;
    if (layer == 0) return graph->links + (size_t)node * graph->degree;
    if (layer > graph->levels[node]) return NULL;
    const size_t row = (size_t)graph->uppers[node] + layer - 1;
    if (row >= graph->upper_count) return NULL;
    return graph->upper_links + row * *room;
}

// The nodes that a node leads to: those below the count.
static size_t read_links(const AikiGraph *graph, uint32_t node, uint32_t layer, uint32_t *nodes)
{
    size_t room, count = 0;
    const uint32_t *links = aiki_graph_links(graph, node, layer, &room);
    if (!links) return 0;
    for (size_t i = 0; i < room; i++) {
        const uint32_t other = __atomic_load_n(links + i, __ATOMIC_RELAXED);
        if (other == AIKI_NO_NODE) break;
        if (other < graph->count) nodes[count++] = other;
    }
    return count;
}

static void write_links(uint32_t *links, size_t room, const uint32_t *nodes, size_t count)
{
    for (size_t i = 0; i < room; i++) {
        // Released: whoever reads a link finds the bytes it leads to.
        __atomic_store_n(links + i, i < count ? nodes[i] : AIKI_NO_NODE, __ATOMIC_RELEASE);
    }
}

// Steps to the nearest neighbour until none is nearer.
static AikiNear descend(const AikiKernels *kernels, const AikiGraph *graph, AikiByteVector query,
                        AikiNear from, uint32_t layer)
{
    uint32_t nodes[AIKI_GRAPH_DEGREE_MAX];
    float scores[AIKI_GRAPH_DEGREE_MAX];
    for (bool moved = true; moved;) {
        moved = false;
        const size_t count = read_links(graph, from.node, layer, nodes);
        aiki_graph_scores(kernels, graph, query, 0, nodes, count, scores);
        for (size_t i = 0; i < count; i++) {
            if (scores[i] > from.score) {
                from = (AikiNear){scores[i], nodes[i]};
                moved = true;
            }
        }
    }
    return from;
}

// Puts a node where it belongs in a beam that has room for one more; returns its place.
static inline size_t insert(AikiNear *beam, size_t count, AikiNear near)
{
    size_t low = 0, high = count;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (beam[middle].score >= near.score) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    memmove(beam + low + 1, beam + low, (count - low) * sizeof *beam);
    beam[low] = near;
    return low;
}

typedef struct {
    const AikiGraphScratch *scratch;
    size_t count;  // nodes marked, also those that found no place in `seen`
} Marks;

// Whether a node is visited for the first time.
static inline bool mark(Marks *marks, uint32_t node)
{
    uint64_t *word = marks->scratch->visited + node / 64;
    const uint64_t bit = (uint64_t)1 << (node % 64);
    if (*word & bit) return false;
    *word |= bit;
    if (marks->count < AIKI_GRAPH_SEEN) marks->scratch->seen[marks->count] = node;
    marks->count++;
    return true;
}

static void clear(const Marks *marks, uint32_t count)
{
    if (marks->count > AIKI_GRAPH_SEEN) {
        memset(marks->scratch->visited, 0, ((size_t)count + 63) / 64 * sizeof(uint64_t));
        return;
    }
    for (size_t i = 0; i < marks->count; i++) {
        marks->scratch->visited[marks->scratch->seen[i] / 64] = 0;
    }
}

// The nearest nodes of a layer into the beam, which holds `count` to begin with; returns how many.
static size_t search_layer(const AikiKernels *kernels, const AikiGraph *graph,
                           AikiByteVector query, uint32_t layer, size_t width, size_t count,
                           const AikiGraphScratch *scratch)
{
    AikiNear *beam = scratch->beam;
    Marks marks = {scratch, 0};
    for (size_t i = 0; i < count; i++) mark(&marks, beam[i].node);
    uint32_t nodes[AIKI_GRAPH_DEGREE_MAX];
    float scores[AIKI_GRAPH_DEGREE_MAX];
    for (size_t next = 0; next < count;) {
        if (beam[next].node & EXPANDED) {
            next++;
            continue;
        }
        const size_t linked = read_links(graph, beam[next].node, layer, nodes);
        beam[next].node |= EXPANDED;
        size_t fresh = 0;
        for (size_t i = 0; i < linked; i++) {
            if (mark(&marks, nodes[i])) nodes[fresh++] = nodes[i];
        }
        aiki_graph_scores(kernels, graph, query, 0, nodes, fresh, scores);
        for (size_t i = 0; i < fresh; i++) {
            if (count == width) {
                if (scores[i] <= beam[count - 1].score) continue;
                count--;
            }
            const size_t place = insert(beam, count, (AikiNear){scores[i], nodes[i]});
            count++;
            if (place < next) next = place;
        }
    }
    clear(&marks, graph->count);
    for (size_t i = 0; i < count; i++) beam[i].node &= ~EXPANDED;
    return count;
}

static AikiNear entry(const AikiKernels *kernels, const AikiGraph *graph, AikiByteVector query)
{
    AikiNear near = {0, graph->entry};
    aiki_graph_scores(kernels, graph, query, 0, &near.node, 1, &near.score);
    return near;
}

size_t aiki_graph_search(const AikiKernels *kernels, const AikiGraph *graph, AikiByteVector query,
                         size_t width, const AikiGraphScratch *scratch)
{
    if (graph->entry >= graph->count || width == 0) return 0;
    AikiNear near = entry(kernels, graph, query);
    for (uint32_t layer = graph->level; layer > 0; layer--) {
        near = descend(kernels, graph, query, near, layer);
    }
    scratch->beam[0] = near;
    return search_layer(kernels, graph, query, 0, width, 1, scratch);
}

size_t aiki_graph_choose(const AikiKernels *kernels, const AikiGraph *graph,
                         const AikiNear *candidates, size_t count, size_t most, uint32_t *chosen)
{
    float scores[AIKI_GRAPH_DEGREE_MAX];
    size_t kept = 0;
    for (size_t i = 0; i < count && kept < most; i++) {
        const AikiByteVector vector = vector_of(graph, candidates[i].node);
        aiki_graph_scores(kernels, graph, vector, 0, chosen, kept, scores);
        bool is_nearest = true;
        for (size_t j = 0; j < kept; j++) is_nearest &= scores[j] <= candidates[i].score;
        if (is_nearest) chosen[kept++] = candidates[i].node;
    }
    return kept;
}

// Whether two nodes have the same bytes and scale.
static bool is_equal(const AikiGraph *graph, uint32_t a, uint32_t b)
{
    const AikiByteVector first = vector_of(graph, a), second = vector_of(graph, b);
    return first.scale == second.scale
           && memcmp(first.codes, second.codes, graph->columns) == 0;
}

// Adds the nodes that come with a node and stand on a layer to the candidates of a beam, but for its equals:
// the first of those before it becomes its twin.
static size_t add_batch(const AikiKernels *kernels, const AikiGraph *graph, uint32_t node,
                        uint32_t layer, uint32_t first, uint32_t batch, AikiNear *beam,
                        size_t count, uint32_t *twin)
{
    float scores[ROWS];
    for (uint32_t done = 0; done < batch; done += ROWS) {
        const uint32_t rows = batch - done < ROWS ? batch - done : ROWS;
        aiki_graph_scores(kernels, graph, vector_of(graph, node), first + done, NULL, rows,
                          scores);
        for (uint32_t i = 0; i < rows; i++) {
            const uint32_t other = first + done + i;
            if (other == node || graph->levels[other] < layer) continue;
            if (scores[i] > 0.9f && is_equal(graph, node, other)) {
                if (other < node && *twin == AIKI_NO_NODE) *twin = other;
                continue;
            }
            insert(beam, count, (AikiNear){scores[i], other});
            count++;
        }
    }
    return count;
}

uint32_t aiki_graph_place(const AikiKernels *kernels, const AikiGraph *graph, uint32_t node,
                          uint32_t first, uint32_t batch, size_t width,
                          const AikiGraphScratch *scratch)
{
    // Of equal cosines, rounding may put another first.
    enum { NEAREST = 4 };
    uint32_t twin = AIKI_NO_NODE;
    const AikiByteVector vector = vector_of(graph, node);
    const bool is_empty = graph->entry >= graph->count;
    const uint32_t own = graph->levels[node];
    AikiNear near = {0, 0};
    if (!is_empty) near = entry(kernels, graph, vector);
    for (uint32_t layer = graph->level; !is_empty && layer > own; layer--) {
        near = descend(kernels, graph, vector, near, layer);
    }
    for (uint32_t layer = own + 1; layer-- > 0;) {
        size_t count = 0;
        if (!is_empty && layer <= graph->level) {
            scratch->beam[0] = near;
            count = search_layer(kernels, graph, vector, layer, width, 1, scratch);
            near = scratch->beam[0];
        }
        for (size_t i = 0; layer == 0 && i < count && i < NEAREST; i++) {
            if (is_equal(graph, node, scratch->beam[i].node)) return scratch->beam[i].node;
        }
        count = add_batch(kernels, graph, node, layer, first, batch, scratch->beam, count, &twin);
        uint32_t chosen[AIKI_GRAPH_DEGREE_MAX];
        count = aiki_graph_choose(kernels, graph, scratch->beam, count, graph->degree / 2, chosen);
        size_t room;
        uint32_t *links = aiki_graph_links(graph, node, layer, &room);
        if (links) write_links(links, room, chosen, count);
    }
    return twin;
}

// Keeps the best of `count` different nodes as the links of a node.
static void relink(const AikiKernels *kernels, const AikiGraph *graph, uint32_t node,
                   uint32_t *links, size_t room, uint32_t *nodes, size_t count)
{
    enum { MOST = AIKI_GRAPH_DEGREE_MAX + AIKI_GRAPH_BATCH_MAX };
    float scores[MOST];
    AikiNear near[MOST + 1];
    if (count > room) {
        aiki_graph_scores(kernels, graph, vector_of(graph, node), 0, nodes, count, scores);
        for (size_t i = 0; i < count; i++) insert(near, i, (AikiNear){scores[i], nodes[i]});
        count = aiki_graph_choose(kernels, graph, near, count, room, nodes);
    }
    write_links(links, room, nodes, count);
}

// Appends a node to a set of at most `most`, if it is not there.
static size_t include(uint32_t *nodes, size_t count, size_t most, uint32_t node)
{
    for (size_t i = 0; i < count; i++) {
        if (nodes[i] == node) return count;
    }
    if (count < most) nodes[count++] = node;
    return count;
}

void aiki_graph_attach(const AikiKernels *kernels, const AikiGraph *graph, uint32_t node,
                       uint32_t layer, const uint32_t *others, size_t count)
{
    enum { MOST = AIKI_GRAPH_DEGREE_MAX + AIKI_GRAPH_BATCH_MAX };
    uint32_t nodes[MOST];
    size_t room;
    uint32_t *links = aiki_graph_links(graph, node, layer, &room);
    if (!links) return;
    size_t linked = read_links(graph, node, layer, nodes);
    for (size_t i = 0; i < count; i++) linked = include(nodes, linked, MOST, others[i]);
    relink(kernels, graph, node, links, room, nodes, linked);
}

void aiki_graph_heal(const AikiKernels *kernels, const AikiGraph *graph, uint32_t node,
                     uint32_t layer, const uint8_t *dead)
{
    enum { MOST = AIKI_GRAPH_DEGREE_MAX + AIKI_GRAPH_BATCH_MAX };
    uint32_t old[AIKI_GRAPH_DEGREE_MAX], next[AIKI_GRAPH_DEGREE_MAX], nodes[MOST];
    size_t room, linked = 0;
    uint32_t *links = aiki_graph_links(graph, node, layer, &room);
    if (!links) return;
    const size_t count = read_links(graph, node, layer, old);
    for (size_t i = 0; i < count; i++) {
        if (!dead[old[i]]) linked = include(nodes, linked, MOST, old[i]);
    }
    if (linked == count) return;
    for (size_t i = 0; i < count; i++) {
        if (!dead[old[i]]) continue;
        const size_t found = read_links(graph, old[i], layer, next);
        for (size_t j = 0; j < found; j++) {
            if (dead[next[j]] || next[j] == node) continue;
            linked = include(nodes, linked, MOST, next[j]);
        }
    }
    relink(kernels, graph, node, links, room, nodes, linked);
}
