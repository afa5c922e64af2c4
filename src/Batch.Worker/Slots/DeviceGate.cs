namespace Batch.Worker.Slots;

/// <summary>
/// Lets as many attempts onto the devices as there are slots; the rest wait in order of arrival. Slots are spread evenly
/// over the devices, the lowest free one first.
/// </summary>
internal sealed class DeviceGate : IDisposable
{
    private readonly SemaphoreSlim free;
    private readonly SortedSet<int> freeSlots;
    private readonly int devices;

    public DeviceGate(int slots, int devices)
    {
        this.devices = devices;
        free = new SemaphoreSlim(slots, slots);
        freeSlots = [.. Enumerable.Range(0, slots)];
    }

    public async Task<DeviceSlot> EnterAsync(CancellationToken cancellationToken)
    {
        await free.WaitAsync(cancellationToken);
        lock (freeSlots)
        {
            var slot = freeSlots.Min;
            freeSlots.Remove(slot);
            return new DeviceSlot(this, slot, slot % devices);
        }
    }

    public void Dispose() => free.Dispose();

    private void Leave(int slot)
    {
        lock (freeSlots)
        {
            freeSlots.Add(slot);
        }

        free.Release();
    }

    internal sealed class DeviceSlot(DeviceGate gate, int slot, int device) : IDisposable
    {
        private int left;

        public int Device => device;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref left, 1) == 0)
            {
                gate.Leave(slot);
            }
        }
    }
}
