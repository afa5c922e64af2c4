using Batch.Core.Items;

namespace Batch.Coordinator.Enumeration;

/// <summary>What listing found: a file to look at, or something that is on record with the reason why it is not.</summary>
/// <param name="Source">Name, path and what the folder says of it.</param>
/// <param name="Failure">Why it cannot be read; null for a file to look at.</param>
/// <param name="Skipped">Whether that is no fault, such as a link.</param>
/// <param name="Own">Options of its own; null for those of the job.</param>
internal sealed record ListedName(ItemSource Source, ItemFailure? Failure, bool Skipped, ItemOptions? Own = null);
