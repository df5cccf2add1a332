"""torch on the step of AutoencoderBench: QLAE 768-256-256-12 and back, batch 128, one thread."""

import torch
from torch.nn import Linear, ReLU, Sequential
from torch.nn.functional import binary_cross_entropy_with_logits

from peer import measure

torch.set_num_threads(1)
torch.manual_seed(0)
pixels, latents, levels, hidden, batch = 768, 12, 10, 256, 128
rows = torch.rand(4096, pixels)
encoder = Sequential(Linear(pixels, hidden), ReLU(), Linear(hidden, hidden), ReLU(), Linear(hidden, latents))
decoder = Sequential(Linear(latents, hidden), ReLU(), Linear(hidden, hidden), ReLU(), Linear(hidden, pixels))
values = torch.nn.Parameter(torch.linspace(-0.5, 0.5, levels).repeat(latents, 1))
layers = [m for m in [*encoder, *decoder] if isinstance(m, Linear)]
weights = [layer.weight for layer in layers]
optimizer = torch.optim.AdamW(
    [
        {"params": weights, "weight_decay": 0.5},
        {"params": [layer.bias for layer in layers] + [values], "weight_decay": 0.0},
    ],
    lr=1e-3,
)


def step():
    x = rows[torch.randint(0, len(rows), (batch,))]
    z = encoder(x)
    codes = (z[:, :, None] - values).abs().argmin(2)
    q = torch.gather(values.expand(batch, -1, -1), 2, codes[:, :, None])[:, :, 0]
    loss = binary_cross_entropy_with_logits(decoder(z + (q - z).detach()), x)
    loss = loss + 0.01 * ((z.detach() - q) ** 2).mean() + 0.01 * ((z - q.detach()) ** 2).mean()
    optimizer.zero_grad()
    loss.backward()
    for weight in weights:
        weight.grad.clamp_(-1, 1)
    optimizer.step()
    return loss.detach().numpy().reshape(1)


measure("AutoencoderBench.step", {"pixels": pixels}, "torch", step, 60)
