using Batch.Core.Metering;

namespace Batch.Core.Ledger;

/// <summary>Device time of one cause at one rate. Money is derived from sums of these, never stored.</summary>
public sealed record PostingLine(Cause Cause, DeviceTime Time, int RateVersion);
