namespace Batch.Coordinator.Objects;

/// <summary>What became of a create-only write.</summary>
public abstract record PutOutcome
{
    private PutOutcome()
    {
    }

    public sealed record Created(ObjectFacts Facts) : PutOutcome;

    /// <summary>An object of that name is there; it was not touched.</summary>
    public sealed record Exists : PutOutcome;
}
