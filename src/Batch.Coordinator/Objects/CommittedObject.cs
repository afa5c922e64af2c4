using Batch.Core.Ids;

namespace Batch.Coordinator.Objects;

/// <summary>An object that a committed chunk names: its result. Objects of a job that no such row names are collected.</summary>
public sealed class CommittedObject
{
    private CommittedObject()
    {
    }

    public CommittedObject(string objectName, JobId jobId, ItemId itemId, int round)
    {
        ObjectName = objectName;
        JobId = jobId;
        ItemId = itemId;
        Round = round;
    }

    /// <summary>Its epoch-named name in the object store.</summary>
    public string ObjectName { get; private set; } = "";

    public JobId JobId { get; private set; }

    public ItemId ItemId { get; private set; }

    /// <summary>See <see cref="Core.Items.Item.Round"/>.</summary>
    public int Round { get; private set; }

    public required string Stage { get; init; }

    /// <summary>The chunk's position in its stage.</summary>
    public required int Sequence { get; init; }

    /// <summary>The stage's name for it, such as <c>transcript.json</c>.</summary>
    public required string Name { get; init; }

    public required long Bytes { get; init; }

    /// <summary>Lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Deleted once its item's last stage is done.</summary>
    public required bool Scratch { get; init; }

    /// <summary>As in <see cref="Contracts.Objects.InputLink.Role"/>.</summary>
    public string Role => $"{Stage}/{Sequence}/{Name}";
}
