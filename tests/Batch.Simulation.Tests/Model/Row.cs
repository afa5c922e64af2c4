namespace Batch.Simulation.Tests.Model;

/// <summary>A row and what a compare-and-set compares.</summary>
internal sealed class Row<T>(T value)
    where T : class
{
    public T Value { get; set; } = value;

    /// <summary>Rises with every write.</summary>
    public long Version { get; set; }

    /// <summary>Rises with every commit that relied on the row and did not write it.</summary>
    public long Shares { get; set; }
}
