"""The training loop: AdamW with two rates, warm-up and linear decay, bfloat16 where the CPU gains by it."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass

import torch

from data import Example, batches, collate
from model import Parser


@dataclass(frozen=True, slots=True)
class Settings:
    """One training run's settings; rates are AdamW's peak rates."""

    epochs: float = 6
    pieces: int = 2500  # padded word pieces a batch
    encoder_rate: float = 1.5e-4
    head_rate: float = 1.5e-3
    warm_up: int = 300  # steps
    decay: float = 0.01  # weight decay
    seed: int = 20
    bfloat16: bool = True


def plan(found: Sequence[Example], settings: Settings, chance: random.Random) -> list[list[int]]:
    """Every step's batch, epoch after epoch; a broken epoch is cut short."""
    steps: list[list[int]] = []
    left = settings.epochs
    while left > 0:
        groups = batches(found, settings.pieces, chance)
        steps.extend(groups[: max(1, round(len(groups) * min(1.0, left)))])
        left -= 1
    return steps


def fit(model: Parser, found: Sequence[Example], settings: Settings) -> float:
    """Train the model in place; the wall-clock seconds it took."""
    torch.manual_seed(settings.seed)
    groups = [
        {"params": model.encoder(), "lr": settings.encoder_rate},
        {"params": model.heads(), "lr": settings.head_rate},
    ]
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=settings.decay, fused=True)
    steps = plan(found, settings, random.Random(settings.seed))
    warm_up = min(settings.warm_up, len(steps) // 3)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _rate(step, warm_up, len(steps)))
    model.train()
    start = time.monotonic()
    recent = 0.0
    for number, group in enumerate(steps, 1):
        batch = collate([found[i] for i in group])
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=settings.bfloat16):
            loss = model.loss(batch)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        recent += float(loss.detach())
        if number % 50 == 0:
            seconds = time.monotonic() - start
            print(f"step {number}/{len(steps)} loss {recent / 50:.3f} {seconds:.0f} s", flush=True)
            recent = 0.0
    return time.monotonic() - start


def _rate(step: int, warm_up: int, steps: int) -> float:
    """The share of the peak rate at a step: up over the warm-up, then down to zero at the last."""
    if step < warm_up:
        return (step + 1) / warm_up
    return max(0.0, (steps - step) / max(1, steps - warm_up))
