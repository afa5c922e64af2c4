namespace Batch.Worker.Slots;

/// <summary>
/// Lets as many attempts onto the devices as there are slots; the rest wait in order of arrival. Slots are spread evenly
/// over the devices, the lowest free one first.
/// </summary>
internal sealed class DeviceGate : IDisposable
{
    private readonly SemaphoreSlim _free;
    private readonly SortedSet<int> _freeSlots;
    private readonly int _devices;

    public DeviceGate(int slots, int devices)
    {
        _devices = devices;
        _free = new SemaphoreSlim(slots, slots);
        _freeSlots = [.. Enumerable.Range(0, slots)];
    }

    public async Task<DeviceSlot> EnterAsync(CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        lock (_freeSlots)
        {
            var slot = _freeSlots.Min;
            _freeSlots.Remove(slot);
            return new DeviceSlot(this, slot, slot % _devices);
        }
    }

    public void Dispose() => _free.Dispose();

    private void Leave(int slot)
    {
        lock (_freeSlots)
        {
            _freeSlots.Add(slot);
        }

        _free.Release();
    }

    internal sealed class DeviceSlot(DeviceGate gate, int slot, int device) : IDisposable
    {
        private int _left;

        public int Device => device;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                gate.Leave(slot);
            }
        }
    }
}
