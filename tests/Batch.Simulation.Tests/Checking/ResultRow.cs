using Batch.Core.Ids;

namespace Batch.Simulation.Tests.Checking;

/// <summary>A result on record: an object that a committed chunk names.</summary>
internal sealed record ResultRow(ItemId ItemId, int Round, string Stage, int Sequence, long Epoch);
