namespace Batch.Core.Ids;

/// <summary>Names an item of a job.</summary>
public readonly record struct ItemId : IEntityId<ItemId>
{
    private ItemId(string value) => Value = value;

    public static string Prefix => "item";

    public string Value { get; }

    public static ItemId FromValid(string value) => new(value);

    public override string ToString() => Value;
}
