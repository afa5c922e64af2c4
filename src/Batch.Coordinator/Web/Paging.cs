using Batch.Contracts.Paging;
using Batch.Core.Ids;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Batch.Coordinator.Web;

/// <summary>Keyset pages by id: the cursor is the last id of the page before.</summary>
internal static class Paging
{
    public const int DefaultLimit = 50;
    public const int LargestLimit = 500;

    /// <summary>Null where limit and cursor are good.</summary>
    public static ProblemHttpResult? Refusal<TId>(int? limit, string? cursor)
        where TId : struct, IEntityId<TId> =>
        limit is < 1 or > LargestLimit ? Problems.BadRequest("bad_limit", $"limit must be from 1 to {LargestLimit}.")
        : cursor is not null && !SortableId.TryParse<TId>(cursor, out _) ? Problems.BadRequest("bad_cursor", "cursor is not one of a page of this list.")
        : null;

    /// <param name="rows">One row more than the limit where there is a next page.</param>
    /// <param name="limit">Rows of a page.</param>
    /// <param name="id">The id of a row.</param>
    public static Page<T> Page<T>(IReadOnlyList<T> rows, int limit, Func<T, string> id) =>
        rows.Count > limit ? new Page<T>([.. rows.Take(limit)], id(rows[limit - 1])) : new Page<T>(rows, null);
}
