namespace Batch.Core.Ids;

/// <summary>Names a job.</summary>
public readonly record struct JobId : IEntityId<JobId>
{
    private JobId(string value) => Value = value;

    public static string Prefix => "job";

    public string Value { get; }

    public static JobId FromValid(string value) => new(value);

    public override string ToString() => Value;
}
