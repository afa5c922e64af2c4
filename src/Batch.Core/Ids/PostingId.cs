namespace Batch.Core.Ids;

/// <summary>Names a ledger posting.</summary>
public readonly record struct PostingId : IEntityId<PostingId>
{
    private PostingId(string value) => Value = value;

    public static string Prefix => "post";

    public string Value { get; }

    public static PostingId FromValid(string value) => new(value);

    public override string ToString() => Value;
}
