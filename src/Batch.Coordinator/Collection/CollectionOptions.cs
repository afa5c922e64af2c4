using System.ComponentModel.DataAnnotations;

namespace Batch.Coordinator.Collection;

/// <summary>When objects that nobody names are deleted. Section <c>Collection</c>.</summary>
public sealed class CollectionOptions
{
    public const string Section = "Batch:Collection";

    /// <summary>
    /// Age, in hours, from which an object of a running job that no result names is taken for abandoned: the longest
    /// lifetime of a signed link and an hour. Default 25; 2 to 1,000.
    /// </summary>
    [Range(2, 1_000)]
    public double OrphanHours { get; set; } = 25;

    /// <summary>Hours between two looks at every object. Default 6; 0.1 to 168.</summary>
    [Range(0.1, 168)]
    public double FullPassHours { get; set; } = 6;
}
