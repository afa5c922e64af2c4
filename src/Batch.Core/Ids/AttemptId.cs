namespace Batch.Core.Ids;

/// <summary>Names an attempt of a chunk.</summary>
public readonly record struct AttemptId : IEntityId<AttemptId>
{
    private AttemptId(string value) => Value = value;

    public static string Prefix => "att";

    public string Value { get; }

    public static AttemptId FromValid(string value) => new(value);

    public override string ToString() => Value;
}
