namespace Batch.Core.Ids;

/// <summary>Names a worker session.</summary>
public readonly record struct SessionId : IEntityId<SessionId>
{
    private SessionId(string value) => Value = value;

    public static string Prefix => "ses";

    public string Value { get; }

    public static SessionId FromValid(string value) => new(value);

    public override string ToString() => Value;
}
