namespace Batch.Core.Items;

/// <summary>Options that an item has of its own, because a source manifest says so.</summary>
/// <param name="Json">The kind's options, normalised: those of the job with the item's own in their place.</param>
/// <param name="Fingerprint">What decides its result besides the content; see the kind.</param>
public sealed record ItemOptions(string Json, string Fingerprint);
