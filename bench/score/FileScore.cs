namespace Batch.Score;

/// <param name="File">Name of the source.</param>
/// <param name="Words">Words of the reference.</param>
/// <param name="Errors">Substituted, deleted and inserted words.</param>
/// <param name="IsMissing">There is no transcript: all its words count as deleted.</param>
internal sealed record FileScore(string File, int Words, WordErrors Errors, bool IsMissing);
